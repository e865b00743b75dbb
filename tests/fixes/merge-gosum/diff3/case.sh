# git's merge.conflictStyle=diff3 shows the base as well: nobody needs it.
# A long case: ./dev long.
CHECK=gosum-conflict
module_with_dep1 1.18 v1.1.0
mkmod example.com/dep1 v1.0.0
mkmod example.com/dep1 v0.9.0
{
	echo "<<<<<<< HEAD"
	sums example.com/dep1 v1.0.0
	echo "||||||| merged common ancestors"
	sums example.com/dep1 v0.9.0
	echo "======="
	sums example.com/dep1 v1.1.0
	echo ">>>>>>> topic"
} >go.sum
before() {
	fails "go.sum" "$GO" list -deps .
}
after() {
	passes "$GO" list -deps .
}
