# Packages and files that are symbolic links: go reads what they lead to, by
# their name. What lies in the project is changed there, once; the links stay.
# A long case: ./dev long.
CHECK=gopath-project
SET="module=example.com/new go=1.18"
export GOPATH=$T/gp GOFLAGS=-buildvcs=false GOMODCACHE=$HOME/go/pkg/mod
STATE="$T/gp $T/else"
ROOT=$T/gp/src/example.com/me
mkdir -p "$ROOT" "$T/else" "$HOME/go"
UNDO=$ROOT/.git/gomend
cd "$ROOT" || exit 1
CWD=$ROOT
file main.go 'package main' "" 'import (' '	"example.com/me/a"' '	"example.com/me/alias"' \
	'	"example.com/me/b"' '	"example.com/me/c"' ')' "" \
	'func main() { println(x.V, deep.V, b.V, c.V) }'
file lib/lib.go 'package lib' "" 'const V = "lib"'
# A folder that ./... does not enter, and a link to it.
file _real/deep/deep.go 'package deep' "" 'import "example.com/me/lib"' "" 'const V = lib.V'
ln -s _real/deep alias
# A file that go finds twice.
file x/x.go 'package x' "" 'import "example.com/me/lib"' "" 'const V = lib.V'
mkdir -p a b c
ln -s ../x/x.go a/a.go
# One under another name, that is none of a Go file.
file tmpl/b.txt 'package b' "" 'import "example.com/me/lib"' "" 'const V = lib.V'
ln -s ../tmpl/b.txt b/b.go
# Others lie elsewhere.
file ../../../../else/c.go 'package c' "" 'const V = "else"'
file ../../../../else/never.go '// +build never' "" 'package c' "" 'import _ "example.com/me/lib"'
ln -s "$T/else/c.go" c/c.go
ln -s "$T/else/never.go" c/never.go
ln -s . loop
file glide.lock 'hash: x' 'imports: []'
git_commit
before() {
	GO111MODULE=off passes "$GO" build -o "$T/before" .
	[ "$("$T/before" 2>&1)" = "lib lib lib else" ] || : >"$T/disagrees"
}
after() {
	passes "$GO" build -o "$T/after" .
	[ "$("$T/after" 2>&1)" = "lib lib lib else" ] || : >"$T/disagrees"
	prints "example.com/new/lib" "$GO" list -f '{{join .Imports " "}}' ./alias
	[ -L alias ] && [ -L a/a.go ] && [ -L b/b.go ] || : >"$T/disagrees"
}
