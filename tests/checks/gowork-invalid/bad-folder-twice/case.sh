# One folder on two lines.
file go.work "go 1.19" "use ./x" "use x/../x"
file x/go.mod "module example.com/x" "" "go 1.19"
file x/x.go "package x"
CWD=$T/repo/x
ORACLE=all
oracle() {
	fails "path $T/repo/x appears multiple times in workspace" \
		"$GO" list -m
}
