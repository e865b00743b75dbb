# In a workspace go writes the hash to go.work.sum, even with -mod=readonly.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
file go.work "go 1.19" "" "use ."
ORACLE=all
oracle() {
	GOFLAGS="-mod=readonly -modcacherw"
	export GOFLAGS
	passes "$GO" list -deps .
	[ -s go.work.sum ] || : >"$T/disagrees"
	rm -f go.work.sum
	GOWORK=off fails "missing go.sum entry" "$GO" list -deps .
}
