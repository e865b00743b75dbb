# A dependency that is a submodule of git in vendor/: its commit is the version.
export GOFLAGS=-buildvcs=false
CHECK=vendor-legacy
SET=network=yes
ORACLE=newest
mkmod example.com/dep1 v1.0.0
mkmod example.com/dep1 v1.1.0
mkdir -p "$T/dep1"
cd "$T/dep1" || exit 1
file lib.go 'package dep1' "" 'const Version = "v1.0.0"'
git_commit
git tag v1.0.0
cd "$T/repo" || exit 1
git init -q -b main .
git -c protocol.file.allow=always submodule --quiet add "$T/dep1" vendor/example.com/dep1 ||
	skip_case "git adds no submodule here"
file m.go 'package main // import "example.com/me"' "" 'import "example.com/dep1"' "" \
	'func main() { println(dep1.Version) }'
git_commit
after() {
	"$GO" run . >"$T/said" 2>&1
	prints v1.0.0 cat "$T/said"
	prints "v1.0.0 <nil>" "$GO" list -mod=mod -m -f '{{.Version}} {{.Replace}}' example.com/dep1
}
