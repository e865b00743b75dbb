# The path of this machine, of a folder that the repository holds.
# A long case: ./dev long.
CHECK=replace-outside
file libs/dep1/go.mod "module example.com/dep1"
file libs/dep1/lib.go "package dep1"
file go.mod "module example.com/m" "" "go 1.18" "" \
	"require example.com/dep1 v0.0.0" "" "replace (" \
	"	// ours" "	example.com/dep1 => $T/repo/libs/dep1 // here" ")"
file m.go "package m" "" 'import _ "example.com/dep1"'
git_commit
before() {
	passes "$GO" list -deps .
}
after() {
	prints "./libs/dep1" "$GO" list -m -f '{{.Replace}}' example.com/dep1
	mv "$T/repo" "$T/moved"
	cd "$T/moved" && passes "$GO" list -deps .
	cd / && mv "$T/moved" "$T/repo"
}
