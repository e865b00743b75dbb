# A long case.
# The same of a version "+incompatible": its folder in the module cache has that name.
CHECK=gopath-legacy-lock
SET=network=yes
export GOFLAGS=-buildvcs=false
mkmod example.com/dep1 v2.0.0+incompatible "lib.go=package dep1

func Name() string { return \"upstream\" }"
printf '[[projects]]\n  name = "example.com/dep1"\n  revision = "%s"\n  version = "v2.0.0"\n' \
	1111111111111111111111111111111111111111 >Gopkg.lock
file m.go 'package main // import "example.com/me"' "" 'import "example.com/dep1"' "" \
	'func main() { println(dep1.Name()) }'
file vendor/example.com/dep1/lib.go 'package dep1' "" 'func Name() string { return "ours" }'
git_commit
after() {
	passes "$GO" build -o /dev/null ./...
	"$GO" run . >"$T/said" 2>&1
	prints ours cat "$T/said"
}
