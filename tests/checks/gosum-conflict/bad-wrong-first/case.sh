# The wrong hash comes first: go stops.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
cached example.com/dep1 v1.0.0
{
	echo "example.com/dep1 v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	sums example.com/dep1 v1.0.0
} >go.sum
oracle() {
	fails "SECURITY ERROR" "$GO" list -deps .
}
