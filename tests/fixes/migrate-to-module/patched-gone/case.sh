# A long case.
# What no server has any more goes on as the copy that the project has; what else
# go does not find behind it, since go stops there, is no reason for a copy.
export GOFLAGS=-buildvcs=false
CHECK=gopath-legacy-lock
SET="network=yes"
ORACLE=newest
mkmod example.com/dep1 v1.0.0
file Godeps/Godeps.json '{' ' "ImportPath": "example.com/me",' ' "GoVersion": "go1.4",' \
	' "Deps": [' '  {"ImportPath": "example.com/dep1", "Rev": "v1.0.0"},' \
	'  {"ImportPath": "example.com/gone", "Rev": "4d24881b3b10dc2e60d3e6b3b6fce38d3bda546d"},' \
	'  {"ImportPath": "example.com/tagged/sub", "Comment": "v1.2.0", "Rev": "5d24881b3b10dc2e60d3e6b3b6fce38d3bda546d"}' ' ]' '}'
file Godeps/_workspace/src/example.com/dep1/lib.go 'package dep1' "" 'const Version = "v1.0.0"'
file Godeps/_workspace/src/example.com/gone/lib.go 'package gone' "" 'const Version = "ours"'
file Godeps/_workspace/src/example.com/tagged/sub/lib.go 'package sub' "" 'const Version = "too"'
file m.go 'package main' "" 'import (' '	_ "example.com/me/Godeps/_workspace/src/example.com/dep1"' \
	'	"example.com/me/Godeps/_workspace/src/example.com/gone"' \
	'	"example.com/me/Godeps/_workspace/src/example.com/tagged/sub"' ')' "" \
	'func main() { println(gone.Version, sub.Version) }'
git_commit
after() {
	passes "$GO" build -o /dev/null ./...
	passes "$GO" mod tidy
	"$GO" run . >"$T/said" 2>&1
	prints "ours too" cat "$T/said"
}
