# An export hides the line of the go env file, which goes on to count elsewhere.
# A long case: ./dev long.
use_shell bash
SET="name=GOINSECURE value=b.example layer=rc"
ROOT=$HOME HERE='test "$(go env GOINSECURE)" = b.example'
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.config/go/env" "GOINSECURE=a.example"
printf 'PATH=$PATH:%s\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
places() { ask_shells interactive; }
before() { prints a.example in_fresh interactive "go env GOINSECURE"; }
after() {
	prints b.example in_fresh interactive "go env GOINSECURE"
	prints a.example "$GO" env GOINSECURE
}
