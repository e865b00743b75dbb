# Nobody else imports it: a file that no go builds, a name in a comment, its own program.
S=$HOME/go/src/example.com/acme
file "$S/lib/lib.go" "package lib" "" 'import _ "example.com/acme/lib/sub"'
file "$S/lib/sub/sub.go" "package sub"
file "$S/app/main.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
ROOT=$S/lib
cd "$ROOT" || exit 1
rm -r "$S/app"
file cmd/x/main.go "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
file "$S/other/o.go" "package other" "" '// import "example.com/acme/lib"'
file "$S/other/gen.go" "//go:build ignore" "" "package main" "" 'import _ "example.com/acme/lib"'
file "$S/other/testdata/x.go" "package x" "" 'import _ "example.com/acme/lib"'
file "$S/library/l.go" "package library"
GO111MODULE=off
export GO111MODULE
oracle() {
	mv "$S/lib" "$T/moved"
	(cd "$S/other" && passes "$GO" build ./...)
	mv "$T/moved" "$S/lib"
}
