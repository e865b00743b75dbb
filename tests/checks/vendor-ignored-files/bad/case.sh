# "tags" is meant for ctags, and takes a package with it.
module_with_dep1 1.19 v1.0.0
file m.go "package m" "" 'import _ "example.com/dep1/tags"'
vendor_dep1 v1.0.0
file vendor/modules.txt "# example.com/dep1 v1.0.0" "## explicit" \
	"example.com/dep1/tags"
file vendor/example.com/dep1/tags/t.go "package tags"
file .gitignore "*.o" "tags"
git_commit
oracle() {
	passes "$GO" list -deps .
	cd "$(clone)" || return 1
	fails "example.com/dep1/tags" "$GO" list -deps .
}
