# In a workspace the hashes may stand in go.work.sum.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
file go.work "go 1.19" "" "use ."
sums example.com/dep1 v1.0.0 >go.work.sum
oracle() {
	passes "$GO" list -deps .
}
