# Symbolic links: those that would lead elsewhere are written anew.
CHECK=module-in-gopath
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app STATE="$GOPATH $T/elsewhere"
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib" "" "const X = 1"
file ../dep/d.txt dep
file "$T/elsewhere" e
ln -s "$ROOT/lib" abs
ln -s ../dep/d.txt out
ln -s ../../dep lib/out
ln -s lib/l.go in
ln -s ../lib/l.go lib/in
ln -s "$T/elsewhere" far
ln -s "$ROOT/nothing" dangling
ln -s ../nothing dangling-out
ln -s app ../alias
ORACLE=newest
after() {
	[ "$(readlink in) $(readlink lib/in) $(readlink dangling-out)" = \
		"lib/l.go ../lib/l.go ../nothing" ] &&
		[ "$(cat out lib/out/d.txt far abs/l.go)" = "dep
dep
e
package lib

const X = 1" ]
}
