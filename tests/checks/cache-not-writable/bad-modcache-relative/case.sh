# Looked at when a module is needed.
# A long case: ./dev long.
export GOMODCACHE=mod
module_with_dep1 1.18 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
ORACLE=all
oracle() {
	fails 'GOMODCACHE entry is relative; must be absolute path: "mod".' \
		"$GO" build .
}
