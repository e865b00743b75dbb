# In GOPATH mode it does not build: what is missing there is no package that it
# has in common with the module. A relative import is one of its own.
# A long case: ./dev long.
CHECK=gopath-project
SET=network=yes
export GOPATH=$T/gp GOFLAGS=-buildvcs=false GOMODCACHE=$HOME/go/pkg/mod
STATE=$T/gp
ROOT=$GOPATH/src/example.com/me
UNDO=$ROOT/.git/gomend
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
CWD=$ROOT
mkmod example.com/dep v1.0.0
file m.go 'package m' "" 'import (' '	_ "./lib"' '' '	_ "example.com/dep"' ')'
file lib/lib.go 'package lib'
git_commit
before() {
	GO111MODULE=off fails 'cannot find package "example.com/dep"' "$GO" build ./...
}
after() {
	passes "$GO" build ./...
}
