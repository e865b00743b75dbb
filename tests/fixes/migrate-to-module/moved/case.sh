# Migrated and moved out of GOPATH by one plan, back by one undo.
CHECK=gopath-project
export GOPATH=$T/gp GOFLAGS=-buildvcs=false GOMODCACHE=$HOME/go/pkg/mod
STATE="$T/gp $T/to"
ROOT=$T/gp/src/example.com/me
MOVED=$T/to/me
mkdir -p "$ROOT" "$T/to"
UNDO=$ROOT/.git/gomend
SET="to=$MOVED module=example.com/new go=1.18 patches=drop"
cd "$ROOT" || exit 1
CWD=$ROOT
mkmod example.com/dep1 v1.0.0
cached example.com/dep1 v1.0.0
file m.go 'package me' "" 'import (' '	_ "example.com/dep1"' '	_ "example.com/me/lib"' ')'
file lib/lib.go 'package lib'
file vendor/example.com/dep1/lib.go 'package dep1'
file Gopkg.lock '[[projects]]' '  name = "example.com/dep1"' '  revision = "v1.0.0"'
git_commit
after() {
	passes "$GO" build ./...
	prints "example.com/new/lib" "$GO" list ./...
	passes git -C "$MOVED" rev-parse HEAD
	fails "" ls "$T/gp/src/example.com/me"
}
