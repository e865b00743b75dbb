# The archive for another kind of machine was unpacked: it is replaced.
. "$here/install-go/release.sh"
. "$here/install-go/alien.sh"
small_release 1.99.1
alien_go "$HOME/opt/go/bin"
mkdir -p "$HOME/opt/go/src/runtime" "$HOME/opt/go/pkg/tool"
echo go1.98.0 >"$HOME/opt/go/VERSION"
CHECK=alien-arch
PATH=$HOME/opt/go/bin:$BASE_PATH
SET="file=$ARCHIVE path=no"
before() { fails "Exec format error" sh -c "exec '$HOME/opt/go/bin/go' version"; }
after() { prints "go version go1.99.1" "$HOME/opt/go/bin/go" version; }
