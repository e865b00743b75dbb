# go.mod moved on, vendor/ did not.
module_with_dep1 1.19 v1.1.0
vendor_dep1 v1.0.0
ORACLE=all
oracle() {
	fails "inconsistent vendoring in $T/repo:" "$GO" list .
	fails "example.com/dep1@v1.1.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt" \
		"$GO" list .
	fails "example.com/dep1@v1.0.0: is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod" \
		"$GO" list .
}
