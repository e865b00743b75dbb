# vendor/modules.txt repeats the replace, and go compares the two.
# A long case: ./dev long.
CHECK=module-in-gopath
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app
file go.mod "module example.com/o/app" "" "go 1.18" "" \
	"require example.com/o/dep v1.0.0" "" \
	"replace example.com/o/dep => ../dep"
file m.go "package app" "" 'import _ "example.com/o/dep"'
file vendor/modules.txt "# example.com/o/dep v1.0.0 => ../dep" \
	"## explicit; go 1.18" example.com/o/dep "# example.com/o/dep => ../dep"
file vendor/example.com/o/dep/d.go "package dep"
file ../dep/go.mod "module example.com/o/dep" "" "go 1.18"
file ../dep/d.go "package dep"
ORACLE=all
before() {
	cd "$ROOT" && passes "$GO" build ./...
}
after() {
	passes "$GO" build ./... || return 1
	sed 's/ => .*//; s/^/# /; 1,2!d' vendor/modules.txt >/dev/null
	cp vendor/modules.txt "$T/modules.txt"
	sed 's|=> .*|=> ../dep|' "$T/modules.txt" >vendor/modules.txt
	fails "inconsistent vendoring" "$GO" build ./...
	cat "$T/modules.txt" >vendor/modules.txt
}
