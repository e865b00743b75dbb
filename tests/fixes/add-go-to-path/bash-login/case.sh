# The terminal finds go, a login shell does not: its file is ~/.profile, which
# does not read ~/.bashrc.
# A long case: ./dev long.
use_shell bash
CHECK=go-missing ROOT=$HOME HERE="command -v go"
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'umask 022\n' >"$HOME/.profile"
printf 'PATH=$PATH:%s\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
places() { ask_shells login interactive; }
after() { passes in_fresh login "command -v go"; }
before() { fails "" in_fresh login "command -v go"; }
