# The same where vendor/ is in effect: go builds.
module_with_dep1 1.19 v1.0.0
vendor_dep1 v1.0.0
file go.sum "<<<<<<< HEAD" "=======" ">>>>>>> topic"
oracle() {
	passes "$GO" list -deps .
}
