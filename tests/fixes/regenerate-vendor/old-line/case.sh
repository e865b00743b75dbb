# A go line before 1.14: vendor/ counts only where -mod=vendor asks for it.
# A long case: ./dev long.
CHECK=vendor-out-of-date
module_with_dep1 1.13 v1.1.0
vendor_dep1 v1.0.0
cached example.com/dep1 v1.1.0
sums example.com/dep1 v1.1.0 >go.sum
GOFLAGS=-mod=vendor
export GOFLAGS
after() {
	passes "$GO" build ./...
}
