# What ~/.bashrc exports hides a value of the go env file; the export goes.
# A long case: ./dev long.
use_shell bash
CHECK=env-file-hidden ROOT=$HOME SET=layer=rc HERE='test "$(go env GOINSECURE)" = b.example'
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.config/go/env" "GOINSECURE=b.example"
printf 'PATH=$PATH:%s\nexport GOINSECURE=c.example\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
places() { ask_shells interactive; }
before() { prints c.example in_fresh interactive "go env GOINSECURE"; }
after() { prints b.example in_fresh interactive "go env GOINSECURE"; }
