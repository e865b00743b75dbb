# A first dependency, not committed yet: nothing to be alarmed about.
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
git_commit
module_with_dep1 1.19 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
oracle() {
	passes "$GO" list -deps .
	cd "$(clone)" || return 1
	passes "$GO" list -deps .
}
