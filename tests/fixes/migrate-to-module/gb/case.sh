# gb: src/ is a GOPATH of its own, vendor/src holds what others wrote.
# A long case: ./dev long.
export GOFLAGS=-buildvcs=false
CHECK=gopath-legacy-lock
SET="module=example.com/gb network=yes go=1.18"
mkmod example.com/dep1 v1.0.0
printf '{"Version":"v1.0.0","Time":"2020-01-02T03:04:05Z"}\n' \
	>"$T/proxy/example.com/dep1/@v/1111111111111111111111111111111111111111.info"
file src/cmd/app/main.go 'package main' "" 'import (' '	"fmt"' '	"lib/deep"' '	"example.com/dep1"' ')' "" \
	'func main() { fmt.Println(deep.V, dep1.Version) }'
file src/lib/deep/deep.go 'package deep' "" 'const V = 1'
file src/lib/deep/deep_test.go 'package deep' "" 'import (' '	"testing"' '	_ "lib"' ')' "" 'func TestV(t *testing.T) {}'
file src/lib/lib.go 'package lib'
file vendor/manifest '{' ' "version": 0,' ' "dependencies": [' '  {' \
	'   "importpath": "example.com/dep1",' '   "repository": "https://example.com/dep1",' \
	'   "revision": "1111111111111111111111111111111111111111",' \
	'   "branch": "master"' '  }' ' ]' '}'
file vendor/src/example.com/dep1/lib.go 'package dep1' "" 'const Version = "v1.0.0"'
git_commit
before() {
	GO111MODULE=off GOPATH=$T/repo:$T/repo/vendor passes "$GO" build -o /dev/null cmd/app
}
after() {
	passes "$GO" build ./...
	passes "$GO" vet ./...
	prints "example.com/dep1 example.com/gb/src/lib/deep" \
		"$GO" list -f '{{join .Imports " "}}' ./src/cmd/app
}
