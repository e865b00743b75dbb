# -buildvcs=true asks for what is not there.
export GOFLAGS=-buildvcs=true
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
git_commit
without_git
oracle() {
	fails "missing Git command" env PATH="$(dirname "$GO")" \
		"$GO" build -o /dev/null .
}
