# To another file system: copied, the old tree is kept for undo.
# A long case: ./dev long.
CHECK=module-in-gopath
export GIT_OPTIONAL_LOCKS=0
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
shm=/dev/shm$T
mkdir -p "$shm" 2>/dev/null || skip_case "no /dev/shm here"
trap 'rm -rf "/dev/shm${T%/*/*}"' EXIT
[ "$(stat -c %d "$shm")" != "$(stat -c %d "$ROOT")" ] ||
	skip_case "/dev/shm is no other file system"
MOVED=$shm/app SET=to=$shm/app STATE="$GOPATH $T/hard $shm"
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib" "" "const X = 1"
git_commit
file hard.txt h
ln hard.txt "$T/hard"
ln -s "$ROOT/lib" abs
touch -d 2001-02-03T04:05:06.789 lib/l.go
chmod 711 lib
ORACLE=newest
after() {
	git status --porcelain=v2 >"$T/status" &&
		[ "$(cat "$T/status")" = "? abs
? hard.txt" ] && [ "$(stat -c '%a %Y' lib lib/l.go | sed -n '1s/ .*//p; 2s/.* //p')" = \
		"711
$(date -d 2001-02-03T04:05:06 +%s)" ] && passes "$GO" build ./...
}
