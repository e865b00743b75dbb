# A word that an old go does not know.
# A long case: ./dev long.
use_go 1.19
file go.work "go 1.19" "toolchain go1.21.3" "use ./x"
file x/go.mod "module example.com/x" "" "go 1.19"
file x/x.go "package x"
CWD=$T/repo/x
ORACLE=1.19
oracle() {
	fails "go.work:2: unknown directive: toolchain" "$GO" list -m
}
