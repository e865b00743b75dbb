# The folder is there and has no go.mod; an old go has other words.
# A long case: ./dev long.
use_go 1.19
file go.work "go 1.19" "" "use ./x" "use ./y"
file x/go.mod "module example.com/x" "" "go 1.19"
file x/x.go "package x"
file y/y.txt "no module"
CWD=$T/repo/x
ORACLE=1.19
oracle() {
	fails "open $T/repo/y/go.mod: no such file or directory" "$GO" list -m
}
