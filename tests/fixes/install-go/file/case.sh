# No go anywhere; an archive at hand with its sum beside. PATH stays.
. "$here/install-go/release.sh"
small_release 1.99.1
PATH=$BASE_PATH
CHECK=go-missing
SET="file=$ARCHIVE prefix=$HOME/opt/go path=no"
before() { fails "" env PATH="$BASE_PATH" sh -c 'command -v go'; }
after() { prints "go version go1.99.1" "$HOME/opt/go/bin/go" version; }
