# The same, where an old go loads it.
# A long case: ./dev long.
use_go 1.19
file go.work "go 1.19" "use ./x" "use ./y"
file x/go.mod "module example.com/x" "" "go 1.19"
file x/x.go "package x"
file y/go.mod "module example.com/x" "" "go 1.19"
file y/y.go "package y"
CWD=$T/repo/x
ORACLE=1.19
oracle() {
	passes "$GO" list -m
}
