# A folder of it is a module of its own, and imported: a require and a replace
# are what go finds it by.  That one in turn requires the project.
# A long case: ./dev long.
CHECK=gopath-project
SET="module=example.com/me go=1.18"
export GOPATH=$T/gp GOFLAGS=-buildvcs=false GOMODCACHE=$HOME/go/pkg/mod
STATE=$T/gp
ROOT=$T/gp/src/example.com/me
mkdir -p "$ROOT" "$HOME/go"
UNDO=$ROOT/.git/gomend
cd "$ROOT" || exit 1
CWD=$ROOT
file main.go 'package main' "" 'import (' '	"example.com/me/tools/gen"' '	"example.com/me/sub/dir/x"' ')' "" \
	'func main() { println(gen.V, x.V) }'
file lib/lib.go 'package lib' "" 'const V = "lib"'
file tools/go.mod 'module example.com/me/tools' "" 'go 1.18' "" 'require example.com/me v1.2.3'
file tools/gen/gen.go 'package gen' "" 'import "example.com/me/lib"' "" 'const V = "gen " + lib.V'
# One that calls itself otherwise than it is imported.
file sub/dir/go.mod 'module example.com/elsewhere' "" 'go 1.18'
file sub/dir/x/x.go 'package x' "" 'const V = "x"'
file unused/go.mod 'module example.com/me/unused' "" 'go 1.18'
file unused/u.go 'package unused'
file glide.lock 'hash: x' 'imports: []'
git_commit
before() {
	GO111MODULE=off passes "$GO" build -o "$T/before" .
	[ "$("$T/before" 2>&1)" = "gen lib x" ] || : >"$T/disagrees"
	fails "cannot find main module" "$GO" build .
}
after() {
	passes "$GO" build -o "$T/after" .
	[ "$("$T/after" 2>&1)" = "gen lib x" ] || : >"$T/disagrees"
	passes "$GO" mod verify
	# What is told of the nested one is true, and what mends it.
	cp -R "$ROOT" "$T/copy"
	cd "$T/copy/tools" || exit 1
	GOPROXY=off fails "example.com/me" "$GO" build ./...
	passes "$GO" mod edit -require=example.com/me@v0.0.0 -replace=example.com/me=../
	GOPROXY=off passes "$GO" build ./...
	rm -rf "$T/copy"
}
