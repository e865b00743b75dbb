# As go mod vendor writes it; what go does not look at may differ.
module_with_dep1 1.19 v1.0.0
vendor_dep1 v1.0.0
file vendor/modules.txt "# example.com/dep1 v1.0.0" "## explicit; go 1.17" \
	"example.com/dep1" "# example.com/extra v1.0.0" "## explicit"
VIA=gomend
oracle() {
	passes "$GO" list -deps .
}
