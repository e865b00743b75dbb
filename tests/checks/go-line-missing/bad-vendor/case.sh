# vendor/ is there, and go passes over it.
# A long case: ./dev long.
module_with_dep1 1.18 v1.0.0
file go.mod "module example.com/m" "" "require example.com/dep1 v1.0.0"
vendor_dep1 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file vendor/example.com/dep1/lib.go "package broken!"
ORACLE="oldest newest"
oracle() {
	GOMODCACHE=$T/mod GOFLAGS=-modcacherw passes "$GO" build ./...
}
