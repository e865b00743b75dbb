# The module is a folder of a repository: the whole of that moves.
# A long case: ./dev long.
CHECK=module-in-gopath
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app CWD=$ROOT/svc
file README "all of it"
file svc/go.mod "module example.com/o/app/svc" "" "go 1.18"
file svc/l.go "package svc"
git_commit
ORACLE=newest
after() {
	[ -d .git ] && cd svc && passes "$GO" build ./...
}
