# Of another user, and a file that the global one includes trusts it.
# A long case: ./dev long.
[ "$(id -u)" = 0 ] || skip_case "needs root"
file "$T/gitconfig" "[include]" "	path = more"
file "$T/more" "[safe]" "	directory = $T/repo"
export GIT_CONFIG_GLOBAL="$T/gitconfig"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
git_commit
chown -R 12345 .
oracle() { passes "$GO" build -o /dev/null .; }
