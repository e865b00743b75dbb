# A go.work that uses nothing.
# A long case: ./dev long.
file go.work "go 1.19"
file x/go.mod "module example.com/x" "" "go 1.19"
file x/x.go "package x"
CWD=$T/repo/x
ORACLE=all
oracle() {
	fails "no modules were found in the current workspace; see 'go help work'" \
		"$GO" list .
}
