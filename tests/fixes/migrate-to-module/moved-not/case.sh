# Not into a place where go would take it for something else.
CHECK=gopath-project
export GOPATH=$T/gp
ROOT=$T/gp/src/example.com/me
mkdir -p "$ROOT"
SET="to=$T/gp/src/example.com/there"
cd "$ROOT" || exit 1
CWD=$ROOT
file m.go 'package me'
git_commit
