# A word of GOFLAGS that is no flag stops every go command.
# A long case: ./dev long.
use_shell bash
CHECK=env-value-invalid ROOT=$HOME HERE='go env GOPATH'
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'PATH=$PATH:%s\nexport GOFLAGS=mod=vendor\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
places() { ask_shells interactive; }
before() { fails non-flag in_fresh interactive "go version 2>&1; go list std 2>&1 && false || false"; }
after() { passes in_fresh interactive "go list std"; }
