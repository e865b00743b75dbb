# A vendor folder that is ignored as a whole is a choice.
module_with_dep1 1.19 v1.0.0
vendor_dep1 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file .gitignore "/vendor/"
git_commit
oracle() {
	cd "$(clone)" || return 1
	passes "$GO" list -deps .
}
