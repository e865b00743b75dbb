# It is a module, of a major version even: GOPATH mode finds it while it lies here.
# A long case: ./dev long.
S=$HOME/go/src/example.com/acme
file "$S/lib/lib.go" "package lib" "" 'import _ "example.com/acme/lib/sub"'
file "$S/lib/sub/sub.go" "package sub"
file "$S/app/main.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
ROOT=$S/lib
cd "$ROOT" || exit 1
file go.mod "module example.com/acme/lib/v2" "" "go 1.18"
file lib.go "package lib" "" 'import _ "example.com/acme/lib/v2/sub"'
GO111MODULE=auto
export GO111MODULE
oracle() {
	cd "$S/app" || return
	passes "$GO" build -o /dev/null .
	mv "$S/lib" "$T/moved"
	fails 'cannot find package "example.com/acme/lib"' "$GO" build -o /dev/null .
	mv "$T/moved" "$S/lib"
}
