# A home without any start-up file: two are made.
# A long case: ./dev long.
use_shell bash
CHECK=go-missing ROOT=$HOME HERE="command -v go"
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
places() { ask_shells login interactive; }
before() { fails "" in_fresh login "command -v go"; }
after() {
	passes in_fresh login "command -v go"
	passes in_fresh interactive "command -v go"
}
