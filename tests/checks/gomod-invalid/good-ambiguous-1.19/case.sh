# The same, where an old go runs: it takes it.
# A long case: ./dev long.
use_go 1.19
file go.mod "module fmt" "" "go 1.19"
file m.go "package fmt"
ORACLE=1.19
oracle() {
	prints fmt "$GO" list .
}
