# A relative GOBIN, which go env -w takes.
# A long case: ./dev long.
CHECK=gobin-invalid ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/m/main.go" "package main" "" "func main() {}"
file "$HOME/.config/go/env" "GOBIN=bin"
before() { cd "$HOME/m" && fails "GOBIN must be an absolute path" "$GO" install .; }
after() { cd "$HOME/m" && passes "$GO" install .; }
