# Relative imports, as GOPATH mode took them outside of GOPATH; two lead out of
# the project's folder and in again.
# A long case: ./dev long.
export GOFLAGS=-buildvcs=false
CHECK=gopath-project
SET="module=example.com/rel go=1.18 incomplete=no"
file main.go 'package main' "" 'import (' '	"./lib"' '	up "./lib/../other"' \
	'	"../repo/third"' ')' "" \
	'func main() { println(lib.V, up.V, third.V) }'
file lib/lib.go 'package lib' "" 'import "../other"' "" 'const V = other.V'
file other/other.go 'package other' "" 'const V = 1'
file third/third.go 'package third' "" 'import "../../repo/other"' "" 'const V = other.V'
file other/out.go '// +build never' "" 'package other' "" 'import _ "../../elsewhere"'
file third/case.go '// +build never' "" 'package third' "" 'import _ "../LIB"'
file glide.lock 'hash: x' 'imports: []'
git_commit
before() {
	GO111MODULE=off passes "$GO" build -o /dev/null .
}
after() {
	passes "$GO" build ./...
	prints "example.com/rel/lib example.com/rel/other example.com/rel/third" \
		"$GO" list -f '{{join .Imports " "}}' .
}
