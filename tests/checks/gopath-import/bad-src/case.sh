# By its place in src/, and by where the module lies in GOPATH/src.
export GOPATH=$T/gp
ROOT=$T/gp/src/example.com/old
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
CWD=$ROOT
file go.mod "module example.com/new" "" "go 1.18"
file m.go "package m" "" 'import _ "example.com/old/lib"'
file lib/lib.go "package lib"
oracle() {
	fails "no required module provides package example.com/old/lib" "$GO" build .
}
