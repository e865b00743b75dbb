# One go.work lists both.
# A long case: ./dev long.
S=$HOME/go/src/example.com/acme
file "$S/lib/lib.go" "package lib" "" 'import _ "example.com/acme/lib/sub"'
file "$S/lib/sub/sub.go" "package sub"
file "$S/app/main.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
ROOT=$S/lib
cd "$ROOT" || exit 1
file go.mod "module example.com/acme/lib" "" "go 1.18"
file ../app/go.mod "module example.com/acme/app" "" "go 1.18"
file ../go.work "go 1.18" "" "use (" "	./app" "	./lib" ")"
oracle() {
	cd "$S/app" || return
	passes "$GO" build -o /dev/null .
}
