# Somebody wrote into fmt of the tree itself; the archive is at hand.
# A long case: ./dev long.
archived newest
mkdir -p "$T/edit/src/fmt"
cp -L "$tree/src/fmt/print.go" "$T/edit/src/fmt/"
printf '\n// edited\nfunc init() { println("edited") }\n' >>"$T/edit/src/fmt/print.go"
layers "$T/edit:$tree"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" 'import "fmt"' "" "func main() { fmt.Println() }"
ORACLE=newest
oracle() {
	PATH=$T/go/bin:$BASE_PATH
	prints edited within "$GO_OVER" run .
}
