# dash as a login shell reads ~/.profile, and else nothing.
use_shell dash
CHECK=go-missing ROOT=$HOME HERE="command -v go"
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.profile" "umask 022"
places() { ask_shells login; }
before() { fails "" in_fresh login "command -v go"; }
after() { passes in_fresh login "command -v go"; }
