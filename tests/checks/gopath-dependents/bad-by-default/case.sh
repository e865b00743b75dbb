# As go is set today nobody builds in GOPATH mode here; with a lock file, too.
# A long case: ./dev long.
S=$HOME/go/src/example.com/acme
file "$S/lib/lib.go" "package lib" "" 'import _ "example.com/acme/lib/sub"'
file "$S/lib/sub/sub.go" "package sub"
file "$S/app/main.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
ROOT=$S/lib
cd "$ROOT" || exit 1
file Gopkg.lock
file "$S/tool/main.go" "package main" "" 'import _ "example.com/acme/lib/sub"' "" "func main() {}"
oracle() {
	cd "$S/app" || return
	fails "go.mod file not found" "$GO" list -m all
	passes env GO111MODULE=off "$GO" build -o /dev/null .
}
