# GOPATH=$PWD: what others wrote was checked in below src/, too.
# A long case: ./dev long.
export GOFLAGS=-buildvcs=false
CHECK=gopath-project
SET="module=example.com/pwd go=1.18"
file src/app/main.go 'package main' "" 'import (' '	"app/conf"' '	"github.com/you/dep"' ')' "" \
	'func main() { println(conf.V, dep.V) }'
file src/app/conf/conf.go 'package conf' "" 'const V = 1'
file src/github.com/you/dep/dep.go 'package dep' "" 'import "github.com/you/dep/in"' "" 'const V = in.V'
file src/github.com/you/dep/in/in.go 'package in' "" 'const V = 2'
git_commit
before() {
	GO111MODULE=off GOPATH=$T/repo passes "$GO" build -o /dev/null app
}
after() {
	cd "$ROOT/src" || exit 1
	passes "$GO" build ./...
	passes "$GO" vet ./...
}
