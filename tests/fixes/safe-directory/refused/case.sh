# Nothing is refused: the repository is one's own.
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
git_commit
