# vendor/ without a lock file: the version that its copy is of lies in the module cache, and
# is taken; not the newest.
# A long case: ./dev long.
export GOFLAGS=-buildvcs=false
CHECK=vendor-legacy
SET=network=yes
ORACLE=newest
for v in v1.0.0 v1.1.0 v1.2.0; do
	mkmod example.com/dep1 $v
done
# What the go of this user had to do with before.
file "$T/asks/go.mod" "module example.com/asks" "" "go 1.18"
(cd "$T/asks" && GOFLAGS=-modcacherw go mod download example.com/dep1@v1.0.0 example.com/dep1@v1.1.0) >/dev/null 2>&1
file m.go 'package main // import "example.com/me"' "" 'import "example.com/dep1"' "" \
	'func main() { println(dep1.Version) }'
file vendor/example.com/dep1/lib.go 'package dep1' "" 'const Version = "v1.0.0"'
git_commit
after() {
	"$GO" run . >"$T/said" 2>&1
	prints v1.0.0 cat "$T/said"
	prints "v1.0.0 <nil>" "$GO" list -mod=mod -m -f '{{.Version}} {{.Replace}}' example.com/dep1
}
