# A program lies where go install writes, and PATH does not name it.
file "$HOME/go/bin/hello" '#!/bin/sh'
chmod +x "$HOME/go/bin/hello"
file go.mod "module example.com/hello" "" "go 1.18"
file main.go "package main" "" "func main() {}"
oracle() {
	prints "$HOME/go/bin/hello" "$GO" list -f '{{.Target}}' .
	fails "" sh -c 'command -v hello'
}
