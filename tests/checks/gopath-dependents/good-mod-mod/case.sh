# With -mod=mod go itself writes the version that the proxy has.
# A long case: ./dev long.
S=$HOME/go/src/example.com/acme
file "$S/lib/lib.go" "package lib" "" 'import _ "example.com/acme/lib/sub"'
file "$S/lib/sub/sub.go" "package sub"
file "$S/app/main.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
ROOT=$S/lib
cd "$ROOT" || exit 1
file go.mod "module example.com/acme/lib" "" "go 1.18"
file ../app/go.mod "module example.com/acme/app" "" "go 1.18"
mkmod example.com/acme/lib v1.0.0
GOFLAGS=-mod=mod
export GOFLAGS
oracle() {
	cd "$S/app" || return
	passes "$GO" build -o /dev/null .
	printf 'module example.com/acme/app\n\ngo 1.18\n' >go.mod
}
