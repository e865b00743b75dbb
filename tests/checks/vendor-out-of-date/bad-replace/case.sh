# Replaces count in both directions, used or not.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
echo "replace example.com/other => ./other" >>go.mod
vendor_dep1 v1.0.0
file vendor/modules.txt "# example.com/dep1 v1.0.0" "## explicit" \
	"example.com/dep1" "# example.com/gone => ../gone"
oracle() {
	fails "example.com/other: is replaced in go.mod, but not marked as replaced in vendor/modules.txt" \
		"$GO" list .
	fails "example.com/gone: is marked as replaced in vendor/modules.txt, but not replaced in go.mod" \
		"$GO" list .
}
