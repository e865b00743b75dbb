# Both sides of a merge are left in it.
file main.go "package main" "" "func main() {}"
file GLOCKFILE "example.com/a 01" "<<<<<<< HEAD" "example.com/b 02" "=======" \
	"example.com/b 03" ">>>>>>> other"
git_commit
oracle() {
	prints /dev/null "$GO" env GOMOD
}
