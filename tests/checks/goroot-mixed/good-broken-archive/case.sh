# An archive that was cut off tells nothing.
# A long case: ./dev long.
archived newest
for zip in "$HOME"/go/pkg/mod/cache/download/golang.org/toolchain/@v/*.zip; do
	head -c 100000 "$zip" >"$T/cut" && mv "$T/cut" "$zip"
done
mkdir -p "$T/edit/src/fmt"
(cat "$tree/src/fmt/print.go" && echo "// edited") >"$T/edit/print.go"
mv "$T/edit/print.go" "$T/edit/src/fmt/"
layers "$T/edit:$tree"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
ORACLE=newest
oracle() {
	PATH=$T/go/bin:$BASE_PATH
	passes within "$GO_OVER" build -o /dev/null .
}
