# Nobody may write into vendor/ itself; that is no hindrance.
# A long case: ./dev long.
CHECK=vendor-out-of-date
module_with_dep1 1.19 v1.1.0
vendor_dep1 v1.0.0
cached example.com/dep1 v1.1.0
sums example.com/dep1 v1.1.0 >go.sum
chmod -R a-w vendor
after() {
	passes "$GO" build ./...
}
