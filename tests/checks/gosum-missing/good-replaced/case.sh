# A folder needs no hash.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
echo "replace example.com/dep1 => ./dep1" >>go.mod
file dep1/go.mod "module example.com/dep1"
file dep1/lib.go "package dep1"
oracle() {
	passes "$GO" list -deps .
}
