# Two modules now, each made alone; what joins them again is a go.work.
# A long case: ./dev long.
S=$HOME/go/src/example.com/acme
file "$S/lib/lib.go" "package lib" "" 'import _ "example.com/acme/lib/sub"'
file "$S/lib/sub/sub.go" "package sub"
file "$S/app/main.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
ROOT=$S/lib
cd "$ROOT" || exit 1
file go.mod "module example.com/acme/lib" "" "go 1.18"
file ../app/go.mod "module example.com/acme/app" "" "go 1.18"
oracle() {
	cd "$S/app" || return
	fails "no required module provides package example.com/acme/lib" "$GO" build -o /dev/null .
	printf 'go 1.18\n\nuse (\n\t./app\n\t./lib\n)\n' >"$S/go.work"
	passes "$GO" build -o /dev/null .
	rm "$S/go.work"
}
