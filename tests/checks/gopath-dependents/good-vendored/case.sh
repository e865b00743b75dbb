# The importer has a copy of its own, which GOPATH mode takes first.
# A long case: ./dev long.
S=$HOME/go/src/example.com/acme
file "$S/lib/lib.go" "package lib" "" 'import _ "example.com/acme/lib/sub"'
file "$S/lib/sub/sub.go" "package sub"
file "$S/app/main.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
ROOT=$S/lib
cd "$ROOT" || exit 1
file "$S/app/vendor/example.com/acme/lib/lib.go" "package lib"
GO111MODULE=off
export GO111MODULE
oracle() {
	cd "$S/app" || return
	mv "$S/lib" "$T/moved"
	passes "$GO" build -o /dev/null .
	mv "$T/moved" "$S/lib"
}
