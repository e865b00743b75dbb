# go env -w takes it without a word.
# A long case: ./dev long.
file "$HOME/.config/go/env" "GOBIN=bin"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
oracle() {
	fails "cannot install, GOBIN must be an absolute path" "$GO" install .
	passes "$GO" build -o /dev/null .
	passes env GOENV="$T/env" "$GO" env -w GOBIN=bin
}
