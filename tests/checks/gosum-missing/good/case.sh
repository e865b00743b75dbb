# The go.sum that go wrote.
module_with_dep1 1.19 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
oracle() {
	passes "$GO" list -deps .
}
