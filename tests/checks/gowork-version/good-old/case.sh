# Go 1.19 does not compare the two.
use_go 1.19
file go.work "go 1.18" "" "use ./m"
file m/go.mod "module example.com/m" "" "go 1.21"
file m/m.go "package m"
ORACLE="1.19"
oracle() {
	passes "$GO" list ./m
}
