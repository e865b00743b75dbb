# A byte order mark, a line of two fields, and CR LF, which stays.
# A long case: ./dev long.
CHECK=gosum-conflict
module_with_dep1 1.18 v1.0.0
{
	printf '\357\273\277'
	{
		sums example.com/dep1 v1.0.0
		echo "example.com/dep1 v1.0"
	} | sed 's/$/\r/'
} >go.sum
before() {
	fails "go.sum" "$GO" list -deps .
}
after() {
	passes "$GO" list -deps .
}
