# The folder was moved inside the repository: it is found there.
CHECK=replace-dangling
file libs/dep1/go.mod "module example.com/dep1"
file libs/dep1/lib.go "package dep1"
file go.mod "module example.com/m" "" "go 1.18" "" \
	"require example.com/dep1 v0.0.0" "replace example.com/dep1 => ../dep1"
file m.go "package m" "" 'import _ "example.com/dep1"'
git_commit
ORACLE=all
before() {
	fails "replacement directory ../dep1 does not exist" "$GO" list -deps .
}
after() {
	passes "$GO" list -deps .
}
