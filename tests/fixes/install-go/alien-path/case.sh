# It is found first in every new shell: the right one has to come before it.
# A long case: ./dev long.
. "$here/install-go/release.sh"
. "$here/install-go/alien.sh"
use_shell bash
small_release 1.99.1
alien_go "$T/alien"
CHECK=alien-arch ROOT=$HOME
PATH=$T/alien:$BASE_PATH
SET="file=$ARCHIVE prefix=$HOME/opt/go"
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
echo "PATH=$T/alien:\$PATH" >"$HOME/.bashrc"
cp "$HOME/.bashrc" "$HOME/.profile"
places() { ask_shells login interactive; }
before() { prints "/alien/go" in_fresh login "command -v go"; }
after() {
	prints "opt/go/bin/go" in_fresh login "command -v go"
	prints "opt/go/bin/go" in_fresh interactive "command -v go"
}
