# Written by go mod tidy, never added.
module_with_dep1 1.19 v1.0.0
git_commit
sums example.com/dep1 v1.0.0 >go.sum
oracle() {
	cd "$(clone)" || return 1
	fails "missing go.sum entry" "$GO" list -deps .
}
