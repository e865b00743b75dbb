# Two hashes, the wrong one first: the cache proves which is right.
# A long case: ./dev long.
CHECK=gosum-conflict
module_with_dep1 1.19 v1.0.0
cached example.com/dep1 v1.0.0
{
	echo "example.com/dep1 v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	sums example.com/dep1 v1.0.0
} >go.sum
before() {
	fails "SECURITY ERROR" "$GO" list -deps .
}
after() {
	passes "$GO" list -deps .
}
