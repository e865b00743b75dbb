# gb has the copies in vendor/src.
# A long case: ./dev long.
export GOFLAGS=-buildvcs=false
CHECK=gopath-legacy-lock
SET="module=example.com/gb network=yes"
ORACLE=newest
mkmod example.com/dep1 v1.0.0
file src/cmd/app/main.go 'package main' "" 'import "example.com/dep1"' "" 'func main() { println(dep1.Version) }'
file vendor/manifest '{' ' "version": 0,' ' "dependencies": [' '  {' \
	'   "importpath": "example.com/dep1",' '   "repository": "https://example.com/dep1",' \
	'   "revision": "v1.0.0",' '   "branch": "master"' '  }' ' ]' '}'
file vendor/src/example.com/dep1/lib.go 'package dep1' "" 'const Version = "ours"'
git_commit
before() {
	GO111MODULE=off GOPATH=$T/repo:$T/repo/vendor passes "$GO" build -o /dev/null cmd/app
}
after() {
	passes "$GO" build -o /dev/null ./...
	"$GO" run ./src/cmd/app >"$T/said" 2>&1
	prints ours cat "$T/said"
}
