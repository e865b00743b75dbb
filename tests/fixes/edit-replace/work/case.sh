# The replace stands in go.work.
# A long case: ./dev long.
CHECK=replace-dangling
SET="to=$T/repo/there/dep1"
file there/dep1/go.mod "module example.com/other"
file there/dep1/lib.go "package dep1"
module_with_dep1 1.18 v1.0.0
file go.work "go 1.18" "" "use ." "" "replace example.com/dep1 => ./gone"
git_commit
before() {
	fails "(replaced by ./gone)" "$GO" list -deps .
}
after() {
	passes "$GO" list -deps .
}
