# GOPATH is reached by a link: what names the place by either way is mended.
# A long case: ./dev long.
mkdir -p "$T/disk/src/example.com/o/app" "$HOME/src"
ln -s disk "$T/gopath"
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE="$T/disk" ROOT=$T/disk/src/example.com/o/app
MOVED=$HOME/src/app CWD=$GOPATH/src/example.com/o/app
cd "$ROOT" || exit 1
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib"
ln -s "$GOPATH/src/example.com/o/app/lib" abs
file ../one/go.mod "module example.com/o/one" "" "go 1.18" "" \
	"require example.com/o/app v0.0.0" "" \
	"replace example.com/o/app => $GOPATH/src/example.com/o/app"
file ../one/o.go "package one" "" 'import _ "example.com/o/app/lib"'
file ../old/o.go "package old" "" 'import _ "example.com/o/app/lib"'
file Makefile "all:" "	cd $GOPATH/src/example.com/o/app"
builds() {
	cd "$GOPATH/src/example.com/o/one" || exit 1
	passes "$GO" build .
	cd ../old || exit 1
	passes env GO111MODULE=off "$GO" build .
}
before() {
	builds
}
after() {
	builds
}
