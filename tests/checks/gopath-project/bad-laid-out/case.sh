# The same anywhere else: its own packages by their path below GOPATH/src.
file main.go "package main" "" 'import _ "example.com/repo/lib"' "" "func main() {}"
file lib/lib.go "package lib"
git_commit
oracle() {
	fails "go.mod file not found" "$GO" list -m all
}
