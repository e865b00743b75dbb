# A file that go would build, taken out of a copy by hand, does not come back: the
# package is there, so no tool has pruned it. Tests, files for other machines and
# packages that are not there at all were pruned.
# A long case: ./dev long.
export GOFLAGS=-buildvcs=false
CHECK=gopath-legacy-lock
SET="network=yes"
ORACLE=newest
mkmod example.com/dep1 v1.0.0 "noise.go=package dep1

func init() { println(\"noise\") }"
mkmod example.com/dep2 v1.0.0 "lib_test.go=package dep2" "lib_plan9.go=package dep2" "tools.go=// +build ignore

package main" "other/other.go=package other" "testdata/x.go=package x"
printf 'example.com/dep1 v1.0.0\nexample.com/dep2 v1.0.0\n' >vendor.conf
file m.go 'package main // import "example.com/me"' "" 'import (' '	"example.com/dep1"' \
	'	_ "example.com/dep2"' ')' "" 'func main() { println(dep1.Version) }'
file vendor/example.com/dep1/lib.go 'package dep1' "" 'const Version = "v1.0.0"'
file vendor/example.com/dep2/lib.go 'package dep2' "" 'const Version = "v1.0.0"'
git_commit
after() {
	passes "$GO" build -o /dev/null ./...
	"$GO" run . >"$T/said" 2>&1
	fails "" grep noise "$T/said"
	prints "v1.0.0 <nil>" "$GO" list -m -f '{{.Version}} {{.Replace}}' example.com/dep2
}
