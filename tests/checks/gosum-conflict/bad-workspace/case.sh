# In a workspace the go.sum of each member is read all the same.
# A long case: ./dev long.
needs 1.22
module_with_dep1 1.19 v1.0.0
cached example.com/dep1 v1.0.0
file go.work "go 1.19" "" "use ."
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
		GOFLAGS=-modcacherw passes "$GO" list -deps .
		rm -f go.work.sum
		GOWORK=off fails "missing go.sum entry" "$GO" list -deps .
	fi
}
