# A clone in GOPATH/src at a commit that nobody has pushed: go does not get it, and takes
# no other one in its place.
# A long case: ./dev long.
CHECK=gopath-project
SET=network=yes
ORACLE=newest
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH/src/example.com/me
mkdir -p "$GOPATH/src/example.com/dep1" "$GOPATH/src/example.com/me"
cd "$GOPATH/src/example.com/dep1" || exit 1
file lib.go 'package dep1' "" 'const Version = "v1.0.0"'
git_commit
git remote add origin https://example.com/dep1
git tag v1.0.0
file lib.go 'package dep1' "" 'const Version = "ours"'
git_commit
mkmod example.com/dep1 v1.0.0
ROOT=$GOPATH/src/example.com/me
CWD=$ROOT
cd "$ROOT" || exit 1
file m.go 'package main' "" 'import "example.com/dep1"' "" 'func main() { println(dep1.Version) }'
before() {
	GO111MODULE=off "$GO" run . >"$T/said" 2>&1
	prints ours cat "$T/said"
}
after() {
	"$GO" run . >"$T/said" 2>&1
	prints ours cat "$T/said"
}
