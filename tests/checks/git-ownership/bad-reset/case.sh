# An empty safe.directory takes back what stood before it.
[ "$(id -u)" = 0 ] || skip_case "needs root"
file "$T/gitconfig" "[safe]" "	directory = $T/repo" "	directory ="
export GIT_CONFIG_GLOBAL="$T/gitconfig"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
git_commit
chown -R 12345 .
oracle() {
	fails "error obtaining VCS status: exit status 128" \
		"$GO" build -o /dev/null .
}
