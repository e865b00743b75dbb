# GOFLAGS asks for a folder that is not there.
CHECK=vendor-out-of-date
module_with_dep1 1.19 v1.0.0
cached example.com/dep1 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
GOFLAGS=-mod=vendor
export GOFLAGS
before() {
	fails "inconsistent vendoring" "$GO" list .
}
after() {
	passes "$GO" build ./...
}
