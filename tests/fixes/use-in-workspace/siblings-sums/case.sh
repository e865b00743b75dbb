# Together they need a hash that neither go.sum has: go.work.sum comes with it.
# A long case: ./dev long.
CHECK=gopath-dependents
export GOPATH="$T/gopath" GOMODCACHE="$HOME/go/pkg/mod"
STATE=$GOPATH/src
S=$GOPATH/src/example.com/acme
mkmod example.com/a v1.0.0
mkmod example.com/a v1.1.0
mkmod example.com/b v1.0.0 go.mod="module example.com/b

go 1.18

require example.com/a v1.1.0"
for v in v1.0.0 v1.1.0; do cached example.com/a $v; done
cached example.com/b v1.0.0
file "$S/app/go.mod" "module example.com/acme/app" "" "go 1.18" "" \
	"require example.com/a v1.0.0"
sums example.com/a v1.0.0 >"$S/app/go.sum"
file "$S/app/x.go" "package main" "" 'import _ "example.com/a"' 'import _ "example.com/acme/lib"' "" "func main() {}"
file "$S/lib/go.mod" "module example.com/acme/lib" "" "go 1.18" "" "require example.com/b v1.0.0" "" "require example.com/a v1.1.0 // indirect"
{
	sums example.com/b v1.0.0
	sums example.com/a v1.1.0 | grep '/go.mod '
} >"$S/lib/go.sum"
file "$S/lib/x.go" "package lib" "" 'import _ "example.com/b"'
ROOT=$S/app
before() {
	cd "$S/lib" && passes "$GO" build .
	cd "$S/app" && fails "no required module provides package example.com/acme/lib" "$GO" build -o /dev/null .
}
after() {
	cd "$S/app" && passes "$GO" build -mod=readonly -o /dev/null .
	cd "$S/lib" && passes "$GO" build .
}
