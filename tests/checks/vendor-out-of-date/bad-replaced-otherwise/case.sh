# Both replace it, by different folders.
module_with_dep1 1.19 v1.0.0
echo "replace example.com/dep1 => ./two" >>go.mod
file vendor/modules.txt "# example.com/dep1 v1.0.0 => ./one" "## explicit" \
	"example.com/dep1" "# example.com/dep1 => ./one"
file vendor/example.com/dep1/lib.go "package dep1"
oracle() {
	fails "example.com/dep1: is replaced by ./two in go.mod, but marked as replaced by ./one in vendor/modules.txt" \
		"$GO" list .
}
