# A package that was put into the copy of somebody else's repository: it goes on there.
# The copy is a link, and in it are links: go follows them in GOPATH mode.
# A long case: ./dev long.
export GOFLAGS=-buildvcs=false
CHECK=gopath-legacy-lock
SET="network=yes"
ORACLE=newest
mkmod example.com/dep1 v1.0.0 "go.sum="
printf 'example.com/dep1 v1.0.0\n' >vendor.conf
file m.go 'package main // import "example.com/me"' "" 'import (' '	"example.com/dep1"' \
	'	"example.com/dep1/extra"' ')' "" 'func main() { println(dep1.Version, extra.X) }'
file fork/real.txt 'package dep1' "" 'const Version = "v1.0.0"'
file fork/more/extra.go 'package extra' "" 'const X = "mine"'
mkdir -p fork/dep1 vendor/example.com
ln -s ../real.txt fork/dep1/lib.go
ln -s ../more fork/dep1/extra
ln -s . fork/dep1/loop
ln -s ../../fork/dep1 vendor/example.com/dep1
git_commit
after() {
	passes "$GO" build -o /dev/null ./...
	"$GO" run . >"$T/said" 2>&1
	prints mine cat "$T/said"
}
