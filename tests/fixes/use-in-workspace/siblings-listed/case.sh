# There is a go.work already, which lists one of the two, and replaces another.
# A long case: ./dev long.
use_go newest
CHECK=gopath-dependents
export GOPATH="$T/gopath"
STATE=$GOPATH/src
S=$GOPATH/src/example.com/acme
file "$S/app/go.mod" "module example.com/acme/app" "" "go 1.18"
file "$S/app/x.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
file "$S/lib/go.mod" "module example.com/acme/lib" "" "go 1.21"
file "$S/lib/x.go" "package lib"
file "$S/go.work" "go 1.18 // least" "" "use ./app // ours" "" "replace example.com/x => ./x"
ROOT=$S/app
ORACLE="1.21 newest"
before() {
	cd "$S/app" && fails "no required module provides package example.com/acme/lib" "$GO" build -o /dev/null .
}
after() {
	cd "$S/app" && passes "$GO" build -o /dev/null .
	cd "$S/lib" && passes "$GO" build .
}
