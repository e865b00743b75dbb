# A GOPATH project imports it by its folder: named, and the link is left.  What
# go does with such a link, in both modes.
# A long case: ./dev long.
CHECK=module-in-gopath
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app
mkdir "$HOME/src"
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib" "" "const X = 1"
file ../old/go.txt "no go.mod here"
file ../old/cmd/m.go "package cmd" "" "import (" "	// of the module" "" \
	'	"example.com/o/app/lib"' ")" "" "const Y = lib.X"
file ../old/vendor/x/x.go "package x" 'import _ "example.com/o/app/lib"'
file ../mod/go.mod "module example.com/o/mod" "" "go 1.18"
file ../mod/m.go "package mod" "" 'import _ "example.com/o/app/lib"'
file ../app2/lib/l.go "package lib"
file ../near/n.go "package near" "" 'import _ "example.com/o/app2/lib"'
ORACLE=all
old() {
	cd "$GOPATH/src/example.com/o/old/cmd" || exit 1
	fails "go.mod file not found" env GO111MODULE=on "$GO" build .
	passes env GO111MODULE=off "$GO" build -o /dev/null .
	passes env GO111MODULE=auto "$GO" build -o /dev/null .
}
before() {
	old
}
after() {
	passes "$GO" build ./...
	old
	cd "$GOPATH/src/example.com/o" || exit 1
	# Named it is followed …
	prints example.com/o/app/lib env GO111MODULE=off "$GO" list ./app/...
	prints example.com/o/app/lib env GO111MODULE=off "$GO" list \
		example.com/o/app/lib
	(cd app && passes env GO111MODULE=on "$GO" build ./... &&
		prints example.com/o/app/lib env GO111MODULE=off "$GO" list ./...)
	# … and from above it is not gone into.
	passes env GO111MODULE=off "$GO" list ./...
	case $said in
	*example.com/o/app/*)
		echo "$REL: ./... goes into the link"
		return 1
		;;
	*example.com/o/old/cmd*) ;;
	*) return 1 ;;
	esac
	prints "ignoring symlink" env GO111MODULE=off "$GO" list \
		example.com/o/app/...
}
