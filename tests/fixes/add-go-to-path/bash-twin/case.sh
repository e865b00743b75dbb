# ~/.bash_profile is ~/.bashrc by another name, in a home behind a link: one
# file, changed once.
# A long case: ./dev long.
use_shell bash
ln -s home "$T/user"
HOME=$T/user
export HOME
CHECK=go-missing ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.bashrc" "alias ll='ls -l'"
ln -s .bashrc "$HOME/.bash_profile"
places() { ask_shells login interactive; }
after() {
	passes in_fresh login "command -v go"
	passes in_fresh interactive "command -v go"
}
