# A home without any start-up file: Go, and both files of bash.
# A long case: ./dev long.
. "$here/install-go/release.sh"
use_shell bash
small_release 1.99.1
CHECK=go-missing ROOT=$HOME
PATH=$BASE_PATH
SET="file=$ARCHIVE prefix=$HOME/opt/go"
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
places() { ask_shells login interactive; }
before() { fails "" in_fresh login "command -v go"; }
after() {
	prints "opt/go/bin/go" in_fresh login "command -v go"
	prints "opt/go/bin/go" in_fresh interactive "command -v go"
}
