# Asked for by its name, the go env file gets a value that an export hides: it
# has no effect in a new terminal, and that is said before.
use_shell bash
SET="name=GOINSECURE value=b.example layer=goenv"
ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'PATH=$PATH:%s\nexport GOINSECURE=c.example\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
places() { ask_shells interactive; }
before() { prints c.example in_fresh interactive "go env GOINSECURE"; }
after() {
	prints c.example in_fresh interactive "go env GOINSECURE"
	prints b.example "$GO" env GOINSECURE
}
