# Both committed.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
git_commit
oracle() {
	cd "$(clone)" || return 1
	passes "$GO" list -deps .
}
