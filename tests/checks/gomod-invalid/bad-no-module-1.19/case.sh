# No module line, in the words of an old go.
# A long case: ./dev long.
use_go 1.19
file go.mod "go 1.19"
file m.go "package m"
ORACLE=1.19
oracle() {
	fails "no module declaration in go.mod" "$GO" list -m
}
