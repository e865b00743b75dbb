# A rule ignores go.sum; it stays, since git tracks the file now.
CHECK=gosum-ignored
module_with_dep1 1.19 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file .gitignore "*.sum"
git_commit
ORACLE=newest
after() {
	rm -rf "$T/copy"
	cp -R "$T/repo" "$T/copy"
	cd "$T/copy" || return 1
	prints "A  go.sum" git status --porcelain
	git config core.autocrlf false
	git -c user.name=t -c user.email=t@example.com commit -q -m sum
	passes git diff --exit-code HEAD
}
