# A sibling that lies beside the project and names no server is found by its
# folder, also where a server has another module by its path; nor is that server
# asked which versions of it there are.
# A long case: ./dev long.
CHECK=gopath-project
SET="network=yes go=1.18"
ORACLE=newest
STATE=$T/gp
export GOPATH=$T/gp GOFLAGS=-buildvcs=false GOMODCACHE=$HOME/go/pkg/mod
for v in v1.0.0 v1.1.0; do
	mkmod example.com/acme/lib $v 'lib.go=package lib' 'v.go=package lib

const Whose = "of a stranger"'
done
mkmod example.com/dep1 v1.0.0 'v.go=package dep1'
lib=$T/gp/src/example.com/acme/lib ROOT=$T/gp/src/example.com/acme/app
for dir in "$lib" "$ROOT"; do
	mkdir -p "$dir"
	cd "$dir" || exit 1
	file go.mod 'module example.com/acme/lib' "" 'go 1.18'
	file lib.go 'package lib' "" 'const Whose = "ours"'
	[ "$dir" = "$lib" ] || rm go.mod lib.go
	file m.go 'package main' "" 'import (' '	"example.com/acme/lib"' '	_ "example.com/dep1"' ')' "" \
		'func main() { println(lib.Whose) }'
	[ "$dir" = "$ROOT" ] || rm m.go
	git_commit
done
UNDO=$ROOT/.git/gomend CWD=$ROOT
after() {
	"$GO" run . >"$T/said" 2>&1
	prints ours cat "$T/said"
}
