# A package that was put into the copy of somebody else's repository: it goes on there.
export GOFLAGS=-buildvcs=false
CHECK=gopath-legacy-lock
SET="network=yes"
ORACLE=newest
mkmod example.com/dep1 v1.0.0 "go.sum="
printf 'example.com/dep1 v1.0.0\n' >vendor.conf
file m.go 'package main // import "example.com/me"' "" 'import (' '	"example.com/dep1"' \
	'	"example.com/dep1/extra"' ')' "" 'func main() { println(dep1.Version, extra.X) }'
file vendor/example.com/dep1/lib.go 'package dep1' "" 'const Version = "v1.0.0"'
file vendor/example.com/dep1/extra/extra.go 'package extra' "" 'const X = "mine"'
git_commit
after() {
	passes "$GO" build -o /dev/null ./...
	"$GO" run . >"$T/said" 2>&1
	prints mine cat "$T/said"
}
