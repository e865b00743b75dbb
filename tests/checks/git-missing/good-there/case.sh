# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
git_commit
oracle() {
	passes "$GO" build -o "$T/m" .
	prints vcs.revision "$GO" version -m "$T/m"
}
