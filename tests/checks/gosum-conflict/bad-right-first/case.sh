# The right hash comes first: go builds, and leaves the other there.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
cached example.com/dep1 v1.0.0
{
	sums example.com/dep1 v1.0.0
	echo "example.com/dep1 v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
} >go.sum
oracle() {
	passes "$GO" list -deps .
}
