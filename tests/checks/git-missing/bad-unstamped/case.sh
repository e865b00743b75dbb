# A program is built without its revision, and nobody says so.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
git_commit
without_git
oracle() {
	passes env PATH="$(dirname "$GO")" "$GO" build -o "$T/m" .
	passes "$GO" version -m "$T/m"
	case $said in *vcs.revision*) fails "no revision" true ;; esac
}
