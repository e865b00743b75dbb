# Its module path is another one, and its packages import each other by that.
S=$HOME/go/src/example.com/acme
file "$S/lib/lib.go" "package lib" "" 'import _ "example.com/acme/lib/sub"'
file "$S/lib/sub/sub.go" "package sub"
file "$S/app/main.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
ROOT=$S/lib
cd "$ROOT" || exit 1
file go.mod "module example.org/lib" "" "go 1.18"
file lib.go "package lib" "" 'import _ "example.org/lib/sub"'
GO111MODULE=auto
export GO111MODULE
oracle() {
	cd "$S/app" || return
	fails 'cannot find package "example.org/lib/sub"' "$GO" build -o /dev/null .
}
