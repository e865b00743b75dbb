# A file that the release does not have, and that the table does not know.
# A long case: ./dev long.
archived newest
file "$T/edit/src/runtime/zz_left.go" "package runtime" "" "func newproc() {}"
layers "$T/edit:$tree"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
ORACLE=newest
oracle() {
	PATH=$T/go/bin:$BASE_PATH
	fails "redeclared in this block" within "$GO_OVER" build -o /dev/null .
}
