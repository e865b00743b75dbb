# vendor/ holds the files: a clean checkout builds.
file "$T/shared/go.mod" "module example.com/dep1"
file "$T/shared/lib.go" "package dep1"
module_with_dep1 1.19 v1.0.0
echo "replace example.com/dep1 => ../shared" >>go.mod
vendor_dep1 v1.0.0
file vendor/modules.txt "# example.com/dep1 v1.0.0 => ../shared" \
	"## explicit" "example.com/dep1" "# example.com/dep1 => ../shared"
git_commit
oracle() {
	mkdir -p "$T/elsewhere"
	rm -rf "$T/elsewhere/repo"
	git clone -q . "$T/elsewhere/repo"
	cd "$T/elsewhere/repo" || return 1
	passes "$GO" list -deps .
}
