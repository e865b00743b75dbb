# No go line counts as 1.18.
use_go newest
CHECK=gowork-version
file go.work "use ./m"
file m/go.mod "module example.com/m" "" "go 1.21"
file m/m.go "package m"
ORACLE="1.21 newest"
before() {
	fails "go 1.18" "$GO" list ./m
}
after() {
	passes "$GO" list ./m
}
