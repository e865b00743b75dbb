# The same, with consent to fetch.
# A long case: ./dev long.
CHECK=vendor-out-of-date
SET=network=yes
mkdir -p "$HOME/go"
module_with_dep1 1.19 v1.1.0
vendor_dep1 v1.0.0
sums example.com/dep1 v1.1.0 >go.sum
after() {
	passes "$GO" build -mod=vendor ./...
}
