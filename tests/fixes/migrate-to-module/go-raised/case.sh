# A long case.
# A dependency asks for a go line under which loops mean something else: told,
# and so is what keeps a file as it was.
needs 1.22
CHECK=gopath-project
SET=network=yes
ORACLE=newest
mkmod example.com/dep v1.0.0 "go.mod=module example.com/dep
go 1.22" "lib.go=package dep"
file m.go 'package main // import "example.com/me"' "" 'import _ "example.com/dep"' "" \
	'func main() {' '	var f []func() int' '	for i := 0; i < 2; i++ {' \
	'		f = append(f, func() int { return i })' '	}' \
	'	println("loop", f[0]())' '}'
git_commit
after() {
	prints "loop 0" "$GO" run .
	mkdir -p "$T/copy"
	cp go.mod go.sum "$T/copy"
	{ printf '//go:build go1.21\n\n' && cat m.go; } >"$T/copy/m.go"
	cd "$T/copy" || exit 1
	prints "loop 2" "$GO" run .
}
