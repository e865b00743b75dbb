# vendor/ holds its files.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
echo "replace example.com/dep1 => ../nope" >>go.mod
vendor_dep1 v1.0.0
file vendor/modules.txt "# example.com/dep1 v1.0.0 => ../nope" \
	"## explicit" "example.com/dep1" "# example.com/dep1 => ../nope"
oracle() {
	passes "$GO" list -deps .
}
