# Two members call themselves the same.
# A long case: ./dev long.
needs 1.20
file go.work "go 1.19" "use ./x" "use ./y"
file x/go.mod "module example.com/x" "" "go 1.19"
file x/x.go "package x"
file y/go.mod "module example.com/x" "" "go 1.19"
file y/y.go "package y"
CWD=$T/repo/x
ORACLE="1.20 1.21 newest"
oracle() {
	fails "module example.com/x appears multiple times in workspace" \
		"$GO" list -m
}
