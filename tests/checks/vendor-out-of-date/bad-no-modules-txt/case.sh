# An empty vendor folder counts.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
mkdir vendor
oracle() {
	fails "example.com/dep1@v1.0.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt" \
		"$GO" list .
}
