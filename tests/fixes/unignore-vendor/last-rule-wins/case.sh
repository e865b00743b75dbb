# A later rule catches the file again: the exception goes behind that one.
# A long case: ./dev long.
CHECK=vendor-ignored-files
module_with_dep1 1.18 v1.0.0
vendor_dep1 v1.0.0
file vendor/example.com/dep1/debug/d.go "package debug"
file vendor/example.com/dep1/gen.out.go "package dep1"
printf 'debug/\r\n*.out.go\r\n!keep.out.go' >.gitignore
git_commit
after() {
	fails "" git check-ignore vendor/example.com/dep1/debug/d.go \
		vendor/example.com/dep1/gen.out.go
	passes git check-ignore -q x.out.go
}
