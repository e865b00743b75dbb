# Both files were forgotten.
CHECK=gosum-ignored
file m.go "package m"
git_commit
module_with_dep1 1.19 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
ORACLE=newest
# git's own view, of a copy: it writes its index by looking.
after() {
	rm -rf "$T/copy"
	cp -R "$T/repo" "$T/copy"
	cd "$T/copy" || return 1
	prints "A  go.sum" git status --porcelain
	passes git fsck --strict
	git_commit
	prints "module example.com/m" git show HEAD:go.mod
}
