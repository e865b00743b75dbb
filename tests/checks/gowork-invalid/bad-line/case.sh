# A line that every go refuses.
# A long case: ./dev long.
file go.work "go 1.19" "use ./x" "foo ./x"
file x/go.mod "module example.com/x" "" "go 1.19"
file x/x.go "package x"
CWD=$T/repo/x
ORACLE=all
oracle() {
	fails "go.work:3: unknown directive: foo" "$GO" list -m
}
