# The cache holds a third: something is wrong that no line can mend.
# A long case: ./dev long.
CHECK=gosum-conflict
module_with_dep1 1.19 v1.0.0
cached example.com/dep1 v1.0.0
{
	echo "example.com/dep1 v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	echo "example.com/dep1 v1.0.0 h1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB="
	sums example.com/dep1 v1.0.0 | tail -n 1
} >go.sum
before() {
	fails "SECURITY ERROR" "$GO" list -deps .
}
