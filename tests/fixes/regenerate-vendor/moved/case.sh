# go.mod moved on, vendor/ did not; all modules are cached.
# A long case: ./dev long.
CHECK=vendor-out-of-date
module_with_dep1 1.19 v1.1.0
vendor_dep1 v1.0.0
mkmod example.com/dep1 v1.0.0
cached example.com/dep1 v1.1.0
sums example.com/dep1 v1.1.0 >go.sum
git_commit
before() {
	fails "inconsistent vendoring" "$GO" list .
}
# The very tree that go writes, and it builds from it.
after() {
	passes "$GO" build -mod=vendor ./...
	since 1.20 || return 0
	passes "$GO" mod vendor -o "$T/again"
	passes diff -r vendor "$T/again"
}
