# GOFLAGS asks for a folder that is not there.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
GOFLAGS=-mod=vendor
export GOFLAGS
oracle() {
	fails "inconsistent vendoring" "$GO" list .
}
