# go stops at go.work itself: gowork-invalid says so, in go's words.
file go.work "go 1.19" "use ./x" "foo ./x"
file x/go.mod "module example.com/x" "" "go 1.19"
file x/x.go "package x"
file y/go.mod "module example.com/y" "" "go 1.19"
file y/y.go "package y"
CWD=$T/repo/y
oracle() {
	fails "go.work:3: unknown directive: foo" "$GO" list .
}
