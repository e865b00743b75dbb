# A copy of godep's that was changed goes on as it was; what godep save -r had it import
# from the copies is the module then, with the same types as elsewhere.
# A long case: ./dev long.
export GOFLAGS=-buildvcs=false
CHECK=gopath-legacy-lock
SET="network=yes"
ORACLE=newest
mkmod example.com/dep1 v1.0.0
# As it was at the time: without a go.mod.
rm "$T/src/example.com/dep1@v1.0.0/go.mod"
"$TOOL" zip "$T/proxy/example.com/dep1/@v/v1.0.0.zip" "$T/src/example.com/dep1@v1.0.0" example.com/dep1@v1.0.0
mkmod example.com/dep2 v1.0.0 'lib.go=package dep2

type T string

const Version = T("v1.0.0")'
file Godeps/Godeps.json '{' ' "ImportPath": "example.com/me",' ' "GoVersion": "go1.4",' \
	' "Deps": [' '  {"ImportPath": "example.com/dep1", "Rev": "v1.0.0"},' \
	'  {"ImportPath": "example.com/dep2", "Rev": "v1.0.0"}' ' ]' '}'
file Godeps/_workspace/src/example.com/dep1/lib.go 'package dep1' "" \
	'import d "example.com/me/Godeps/_workspace/src/example.com/dep2"' "" \
	'const Version = d.T("ours")' "" '// not "example.com/me/Godeps/_workspace/src/example.com/dep2"'
file Godeps/_workspace/src/example.com/dep2/lib.go 'package dep2' "" 'type T string' "" 'const Version = T("v1.0.0")'
file m.go 'package main' "" 'import (' '	"example.com/me/Godeps/_workspace/src/example.com/dep1"' \
	'	"example.com/me/Godeps/_workspace/src/example.com/dep2"' ')' "" 'var v dep2.T = dep1.Version' "" \
	'func main() { println(v) }'
git_commit
after() {
	passes "$GO" build -o /dev/null ./...
	"$GO" run . >"$T/said" 2>&1
	prints ours cat "$T/said"
	prints "go 1.21" cat third_party/example.com/dep1/go.mod
	prints 'import d "example.com/dep2"' cat third_party/example.com/dep1/lib.go
	prints '// not "example.com/me/Godeps/_workspace' cat third_party/example.com/dep1/lib.go
}
