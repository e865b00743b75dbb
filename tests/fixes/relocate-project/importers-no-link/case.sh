# The same without the link: the GOPATH project does not build any more.
# A long case: ./dev long.
CHECK=module-in-gopath
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app SET=leave-link=no
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
before() {
	cd "$GOPATH/src/example.com/o/old/cmd" || exit 1
	passes env GO111MODULE=off "$GO" build -o /dev/null .
}
after() {
	cd "$GOPATH/src/example.com/o/old/cmd" || exit 1
	fails 'cannot find package "example.com/o/app/lib"' \
		env GO111MODULE=off "$GO" build -o /dev/null .
}
