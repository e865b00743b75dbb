# GOBIN was named by hand; nothing is there yet.
file "$HOME/.config/go/env" "GOBIN=$HOME/tools"
file go.mod "module example.com/hello" "" "go 1.18"
file main.go "package main" "" "func main() {}"
oracle() {
	prints "$HOME/tools/hello" "$GO" list -f '{{.Target}}' .
}
