# GOPATH with a "~" that nobody expanded, from a line of ~/.bashrc.
# A long case: ./dev long.
use_shell bash
CHECK=gopath-invalid ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'PATH=$PATH:%s\nexport GOPATH="~/go" # mine\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
places() { ask_shells interactive; }
before() { fails "shell metacharacter" in_fresh interactive "go list std 2>&1; false"; }
after() { prints "$HOME/go" in_fresh interactive "go env GOPATH"; }
