# "tags" is meant for ctags, and takes a folder of a package with it.
CHECK=vendor-ignored-files
module_with_dep1 1.18 v1.0.0
file m.go "package m" "" 'import _ "example.com/dep1/tags"'
vendor_dep1 v1.0.0
file vendor/modules.txt "# example.com/dep1 v1.0.0" "## explicit" \
	"example.com/dep1/tags"
file vendor/example.com/dep1/tags/t.go "package tags"
file .gitignore "# made by tools" "*.o" "tags" "" "# editors" "*.swp"
git_commit
before() {
	passes git check-ignore -q vendor/example.com/dep1/tags/t.go
}
after() {
	passes "$GO" list -deps .
	fails "" git check-ignore -q vendor/example.com/dep1/tags/t.go
	passes git check-ignore -q x.o
	passes git check-ignore -q tags
	cp -R . "$T/copy-$REL"
	cd "$T/copy-$REL" || return 1
	git_commit
	rm -rf "$T/clone"
	git clone -q . "$T/clone"
	cd "$T/clone" && passes "$GO" list -deps .
}
