# Moved away it is not found; a go.mod added where it lies changes nothing.
# A long case: ./dev long.
S=$HOME/go/src/example.com/acme
file "$S/lib/lib.go" "package lib" "" 'import _ "example.com/acme/lib/sub"'
file "$S/lib/sub/sub.go" "package sub"
file "$S/app/main.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
ROOT=$S/lib
cd "$ROOT" || exit 1
GO111MODULE=off
export GO111MODULE
ORACLE=all
oracle() {
	cd "$S/app" || return
	passes "$GO" build -o /dev/null .
	printf 'module example.com/acme/lib\n' >"$S/lib/go.mod"
	passes "$GO" build -o /dev/null .
	rm "$S/lib/go.mod"
	mv "$S/lib" "$T/moved"
	fails 'cannot find package "example.com/acme/lib"' "$GO" build -o /dev/null .
	mv "$T/moved" "$S/lib"
}
