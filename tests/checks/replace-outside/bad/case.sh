# A folder beside the repository: nobody else has it.
file "$T/shared/go.mod" "module example.com/dep1"
file "$T/shared/lib.go" "package dep1"
module_with_dep1 1.19 v1.0.0
echo "replace example.com/dep1 => ../shared" >>go.mod
git_commit
oracle() {
	passes "$GO" list -deps .
	mkdir -p "$T/elsewhere"
	rm -rf "$T/elsewhere/repo"
	git clone -q . "$T/elsewhere/repo"
	cd "$T/elsewhere/repo" || return 1
	fails "replacement directory ../shared does not exist" "$GO" list -deps .
}
