# The right version, without the mark that go 1.14 and newer want.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
vendor_dep1 v1.0.0
file vendor/modules.txt "# example.com/dep1 v1.0.0" "example.com/dep1"
ORACLE=all
oracle() {
	fails "example.com/dep1@v1.0.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt" \
		"$GO" list .
}
