# A rule meant for something else.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file .gitignore "# checksums of downloads" "*.sum"
git_commit
VIA=gomend
oracle() {
	passes "$GO" list -deps .
	cd "$(clone)" || return 1
	fails "missing go.sum entry" "$GO" list -deps .
}
