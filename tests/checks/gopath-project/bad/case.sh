# A project where it had to lie in 2015.
ROOT=$HOME/go/src/example.com/old
mkdir -p "$ROOT"
cd "$ROOT"
file main.go "package main" "" 'import _ "example.com/old/lib"' "" "func main() {}"
file lib/lib.go "package lib"
git_commit
oracle() {
	fails "go.mod file not found" "$GO" list -m all
	fails "example.com/old/lib" "$GO" build -o /dev/null main.go
}
