# Without the export the line of the go env file counts: that is said before.
# A long case: ./dev long.
use_shell bash
SET="name=GOINSECURE layer=rc"
ROOT=$HOME HERE='test "$(go env GOINSECURE)" = b.example'
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.config/go/env" "GOINSECURE=b.example"
printf 'PATH=$PATH:%s\nexport GOINSECURE=c.example\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
places() { ask_shells interactive; }
before() { prints c.example in_fresh interactive "go env GOINSECURE"; }
after() { prints b.example in_fresh interactive "go env GOINSECURE"; }
