# The same value, and a go that does not know the variable.
# A long case: ./dev long.
use_go 1.19
export GOTOOLCHAIN=1.22
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=1.19
oracle() {
	passes "$GO" build .
}
