# A module asks for a newer Go: the go line goes up, which go does not say.
# A long case: ./dev long.
CHECK=gosum-missing
module_with_dep1 1.19 v1.0.0
mkmod example.com/dep1 v1.0.0 "go.mod=module example.com/dep1
go 1.22.0"
cached example.com/dep1 v1.0.0
ORACLE=newest
before() {
	cp go.mod "$T/kept"
	fails "requires go@1.22.0, but 1.19 is requested" \
		"$GO" mod tidy -go=1.19 -modfile="$T/go.mod"
}
cp go.mod "$T/go.mod"
after() {
	passes "$GO" build ./...
}
