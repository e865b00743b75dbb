# A folder without git and nothing that names it: one move.  The location has
# never mattered to it, before and after, but with GO111MODULE=off.
CHECK=module-in-gopath
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app CWD=$ROOT/lib
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib" "" "const X = 1"
file cmd/app/m.go "package app" "" 'import _ "example.com/o/app/lib"'
file notes.txt "not Go"
mkdir empty
chmod 711 empty
touch -d 2001-02-03T04:05:06.789 notes.txt
ORACLE=all
builds() {
	for mode in "" on auto; do
		passes env GO111MODULE="$mode" "$GO" build -o /dev/null ./...
		prints example.com/o/app/cmd/app env GO111MODULE="$mode" \
			"$GO" list ./...
		prints "$1/go.mod" env GO111MODULE="$mode" "$GO" env GOMOD
	done
}
before() {
	cd "$ROOT" || exit 1
	builds "$ROOT"
	passes env GO111MODULE=off "$GO" build -o /dev/null ./...
}
after() {
	builds "$MOVED"
	fails 'cannot find package "example.com/o/app/lib"' \
		env GO111MODULE=off "$GO" build -o /dev/null ./...
	[ -d empty ] && [ ! -e "$GOPATH/src/example.com/o/app" ] &&
		[ -d "$GOPATH/src/example.com/o" ]
}
