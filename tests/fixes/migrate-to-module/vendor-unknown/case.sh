# A long case.
# vendor/ without a lock file, and nothing tells the version: the copy goes on, and the newest
# version does not come in its place.
export GOFLAGS=-buildvcs=false
CHECK=vendor-legacy
SET=network=yes
ORACLE=newest
mkmod example.com/dep1 v1.0.0
mkmod example.com/dep1 v1.1.0
mkmod example.com/dep2 v1.1.0
file m.go 'package main // import "example.com/me"' "" 'import (' '	"example.com/dep1"' \
	'	_ "example.com/dep2"' ')' "" 'func main() { println(dep1.Version) }'
file vendor/example.com/dep1/lib.go 'package dep1' "" 'const Version = "v1.0.0"'
file vendor/example.com/dep2/lib.go 'package dep2' "" 'const Version = "v1.1.0"'
git_commit
after() {
	"$GO" run . >"$T/said" 2>&1
	prints v1.0.0 cat "$T/said"
	prints "<nil>" "$GO" list -mod=mod -m -f '{{.Replace}}' example.com/dep2
}
