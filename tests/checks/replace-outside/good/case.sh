# A folder of the repository, and an outer one that nothing needs.
file "$T/shared/go.mod" "module example.com/unused"
module_with_dep1 1.19 v1.0.0
echo "replace example.com/dep1 => ./dep1" >>go.mod
echo "replace example.com/unused => ../shared" >>go.mod
file dep1/go.mod "module example.com/dep1"
file dep1/lib.go "package dep1"
git_commit
oracle() {
	cd "$(clone)" || return 1
	passes "$GO" list -deps .
}
