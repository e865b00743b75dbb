# go.sum is missing; go.mod is right.
CHECK=gosum-missing
module_with_dep1 1.19 v1.0.0
cached example.com/dep1 v1.0.0
before() {
	fails "missing go.sum entry" "$GO" list -deps .
}
after() {
	passes "$GO" build ./...
}
