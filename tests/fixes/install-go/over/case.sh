# A tree of another release lies there, with something of the user's in it.
. "$here/install-go/release.sh"
small_release 1.98.3
mkdir -p "$HOME/opt/go/src/runtime" "$HOME/opt/go/bin" "$HOME/opt/go/notes"
echo go1.99.1 >"$HOME/opt/go/VERSION"
echo 'package runtime' >"$HOME/opt/go/src/runtime/stale.go"
echo mine >"$HOME/opt/go/notes/mine"
SET="file=$ARCHIVE prefix=$HOME/opt/go path=no version=1.98"
after() {
	prints "go version go1.98.3" "$HOME/opt/go/bin/go" version
	fails "" ls "$HOME/opt/go/src/runtime/stale.go"
}
