# HOME is reached through a link; ~/.bashrc is a file of it.
# A long case: ./dev long.
use_shell bash
ln -s home "$T/user"
HOME=$T/user
export HOME
CHECK=go-missing ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.bashrc" "alias ll='ls -l'"
places() { ask_shells interactive; }
before() { fails "" in_fresh interactive "command -v go"; }
after() { passes in_fresh interactive "command -v go"; }
