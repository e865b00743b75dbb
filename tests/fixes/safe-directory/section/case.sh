# There is a section already, in a file that ~/.gitconfig is a link to.
# A long case: ./dev long.
[ "$(id -u)" = 0 ] || skip_case "needs root"
CHECK=git-ownership
unset GIT_CONFIG_GLOBAL
# So that git, once it trusts, does not write its index anew when go asks it.
export GIT_OPTIONAL_LOCKS=0
file "$HOME/dotfiles/gitconfig" "[user]" "	name = t" "[safe]" \
	"	directory = /elsewhere # mine" "[core]" "	pager = cat"
ln -s dotfiles/gitconfig "$HOME/.gitconfig"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
git_commit
chown -R 12345 .
before() { fails "error obtaining VCS status" "$GO" build -o /dev/null .; }
after() {
	passes "$GO" build -o /dev/null .
	prints "$T/repo" git config --global --get-all safe.directory
	prints /elsewhere git config --global --get-all safe.directory
	prints cat git config --global core.pager
}
