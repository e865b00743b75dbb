# The rule stands in .git/info/exclude, which is nobody else's: a .gitignore is made.
# A long case: ./dev long.
CHECK=vendor-ignored-files
module_with_dep1 1.18 v1.0.0
vendor_dep1 v1.0.0
file vendor/example.com/dep1/build/b.go "package build"
git_commit --all
echo build >>.git/info/exclude
git rm -q -r --cached vendor/example.com/dep1/build
after() {
	fails "" git check-ignore -q vendor/example.com/dep1/build/b.go
}
