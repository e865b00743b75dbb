# In GOPATH mode a dependency is built with its own vendor folder, whatever clone lies
# in GOPATH/src: the version of its lock comes. Where it has no such copy, it was built
# with the clone, and that comes. What the project imports as well comes in its version
# for both, which is told as other code.
# A long case: ./dev long.
CHECK=gopath-project
SET=network=yes
ORACLE=newest
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH/src/example.com/me
clone_of() { # MODULE [NAME=CONTENT...]: v1.0.0 of the proxy, and a clone of it
	m=$1
	mkmod example.com/"$@"
	shift 2
	rm "$T/src/example.com/$m@v1.0.0/go.mod"
	"$TOOL" zip "$T/proxy/example.com/$m/@v/v1.0.0.zip" \
		"$T/src/example.com/$m@v1.0.0" "example.com/$m@v1.0.0"
	mkdir -p "$GOPATH/src/example.com"
	cp -r "$T/src/example.com/$m@v1.0.0" "$GOPATH/src/example.com/$m"
	cd "$GOPATH/src/example.com/$m" || exit 1
	git_commit
	git remote add origin "https://example.com/$m"
	git tag v1.0.0
	hash=$(git rev-parse HEAD)
}
newer() { # MODULE: v1.4.0, which is checked out
	file more.go "package $1" "" 'const More = 1'
	mkmod "example.com/$1" v1.4.0 "lib.go=$(cat lib.go)" \
		"more.go=$(cat more.go)"
	git_commit
	git tag v1.4.0
}
clone_of lib v1.0.0 'lib.go=package lib

func Old() {}'
lib=$hash
file lib.go 'package lib'
newer lib
clone_of loose v1.0.0
loose=$hash
newer loose
clone_of both v1.0.0
newer both
clone_of dep v1.0.0 "vendor.conf=example.com/lib $lib
example.com/loose $loose" 'lib.go=package dep

import (
	_ "example.com/both"
	"example.com/lib"
)

func init() { lib.Old() }' 'lib_windows.go=package dep

import _ "example.com/loose"' 'vendor/example.com/lib/lib.go=package lib

func Old() {}' 'vendor/example.com/both/lib.go=package both

const Ours = 1'
ROOT=$GOPATH/src/example.com/me
CWD=$ROOT
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
file m.go 'package m' "" 'import (' '	_ "example.com/both"' '	_ "example.com/dep"' ')'
before() {
	GO111MODULE=off passes "$GO" build .
}
after() {
	passes "$GO" build .
	prints "example.com/both v1.4.0
example.com/dep v1.0.0
example.com/lib v1.0.0
example.com/loose v1.4.0" sh -c "'$GO' list -m all | sed 1d"
}
