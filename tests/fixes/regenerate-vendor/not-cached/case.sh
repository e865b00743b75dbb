# Offline, and the module cache is empty.
CHECK=vendor-out-of-date
module_with_dep1 1.19 v1.1.0
vendor_dep1 v1.0.0
sums example.com/dep1 v1.1.0 >go.sum
before() {
	GOPROXY=off
	fails "disabled by GOPROXY=off" "$GO" mod vendor -o "$T/none"
}
