# The work tree is yours, and its .git is not.
[ "$(id -u)" = 0 ] || skip_case "needs root"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
git_commit
chown 12345 .git
oracle() {
	fails "error obtaining VCS status: exit status 128" \
		"$GO" build -o /dev/null .
}
