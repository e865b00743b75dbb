# fish has one file for all, and a syntax of its own.
use_shell fish
CHECK=go-missing ROOT=$HOME HERE="command -s go"
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.config/fish/config.fish" "set -g fish_greeting"
STATE=
places() { ask_shells login interactive; }
before() { fails "" in_fresh login "command -s go"; }
after() {
	passes in_fresh login "command -s go"
	passes in_fresh interactive "command -s go"
}
