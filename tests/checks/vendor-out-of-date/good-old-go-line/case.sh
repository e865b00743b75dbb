# Before 1.14 go ignores vendor/ without a word.
# A long case: ./dev long.
module_with_dep1 1.13 v1.1.0
vendor_dep1 v1.0.0
cached example.com/dep1 v1.1.0
sums example.com/dep1 v1.1.0 >go.sum
oracle() {
	passes "$GO" list -deps .
}
