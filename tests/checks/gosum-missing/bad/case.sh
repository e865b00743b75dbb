# An import of a required module, and no go.sum.
module_with_dep1 1.19 v1.0.0
ORACLE=all
oracle() {
	fails "missing go.sum entry for module providing package example.com/dep1" \
		"$GO" build -o /dev/null .
}
