# -mod=mod ignores vendor/.
# A long case: ./dev long.
module_with_dep1 1.19 v1.1.0
vendor_dep1 v1.0.0
sums example.com/dep1 v1.1.0 >go.sum
GOFLAGS=-mod=mod
export GOFLAGS
oracle() {
	passes "$GO" list -deps .
}
