# "go 1.20" is a line that older releases read as any other, and build.
# A long case: ./dev long.
use_go 1.19
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
ORACLE="1.18 1.19"
oracle() {
	passes "$GO" list .
	passes "$GO" build .
}
