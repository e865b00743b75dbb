# go.work asks for less than its module: the go that runs is new enough.
# A long case: ./dev long.
needs 1.24
file go.work "go 1.21" "" "use ./m"
file m/go.mod "module example.com/m" "" "go 1.24"
file m/m.go "package m"
CWD=$T/repo/m
ORACLE="1.24 newest"
oracle() {
	fails "but go.work lists go 1.21" "$GO" list .
	passes env GOWORK=off "$GO" list .
}
