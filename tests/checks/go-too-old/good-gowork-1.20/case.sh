# Before 1.21 the go line of go.work asks nothing of the modules.
# A long case: ./dev long.
use_go 1.20
file go.work "go 1.22" "" "use ./a"
file a/go.mod "module example.com/a" "" "go 1.18"
file a/a.go "package a"
CWD=$T/repo/a
ORACLE="1.18 1.19 1.20"
oracle() {
	passes "$GO" build .
}
