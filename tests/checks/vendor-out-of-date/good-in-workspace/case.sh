# A module's own vendor folder does not count in a workspace.
# A long case: ./dev long.
file go.work "go 1.19" "" "use ./a"
mkdir a
cd a
module_with_dep1 1.19 v1.1.0
vendor_dep1 v1.0.0
sums example.com/dep1 v1.1.0 >go.sum
CWD=$T/repo/a
oracle() {
	passes "$GO" list -deps .
}
