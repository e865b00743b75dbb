# A copy of godep's that was changed goes on as it was.
export GOFLAGS=-buildvcs=false
CHECK=gopath-legacy-lock
SET="network=yes"
ORACLE=newest
mkmod example.com/dep1 v1.0.0
# As it was at the time: without a go.mod.
rm "$T/src/example.com/dep1@v1.0.0/go.mod"
"$TOOL" zip "$T/proxy/example.com/dep1/@v/v1.0.0.zip" "$T/src/example.com/dep1@v1.0.0" example.com/dep1@v1.0.0
mkmod example.com/dep2 v1.0.0
file Godeps/Godeps.json '{' ' "ImportPath": "example.com/me",' ' "GoVersion": "go1.4",' \
	' "Deps": [' '  {"ImportPath": "example.com/dep1", "Rev": "v1.0.0"},' \
	'  {"ImportPath": "example.com/dep2", "Rev": "v1.0.0"}' ' ]' '}'
file Godeps/_workspace/src/example.com/dep1/lib.go 'package dep1' "" 'const Version = "ours"'
file Godeps/_workspace/src/example.com/dep2/lib.go 'package dep2' "" 'const Version = "v1.0.0"'
file m.go 'package main' "" 'import (' '	"example.com/me/Godeps/_workspace/src/example.com/dep1"' \
	'	_ "example.com/me/Godeps/_workspace/src/example.com/dep2"' ')' "" 'func main() { println(dep1.Version) }'
git_commit
after() {
	passes "$GO" build -o /dev/null ./...
	"$GO" run . >"$T/said" 2>&1
	prints ours cat "$T/said"
	prints "go 1.21" cat third_party/example.com/dep1/go.mod
}
