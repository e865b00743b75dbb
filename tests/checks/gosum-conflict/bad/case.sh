# A merge that nobody finished.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
cached example.com/dep1 v1.0.0
{
	echo "<<<<<<< HEAD"
	sums example.com/dep1 v1.0.0
	echo "======="
	echo ">>>>>>> topic"
} >go.sum
ORACLE=all
oracle() {
	if since 1.22; then
		fails "go.sum:1: wrong number of fields 2" "$GO" list -deps .
	else
		fails "missing go.sum entry" "$GO" list -deps .
	fi
}
