# go work vendor, and go.work.sum lacks nothing.
# A long case: ./dev long.
CHECK=vendor-out-of-date
file go.work "go 1.22" "" "use (" "	./a" "	./b" ")" "" \
	"replace example.com/loc => ./loc"
mkdir a b
cd a
module_with_dep1 1.19 v1.1.0
sums example.com/dep1 v1.1.0 >go.sum
cd ../b
file go.mod "module example.com/b" "" "go 1.19" "" \
	"require example.com/loc v0.0.0"
file b.go "package b" "" 'import _ "example.com/loc"'
cd ..
file loc/go.mod "module example.com/loc" "" "go 1.19"
file loc/loc.go "package loc"
cached example.com/dep1 v1.1.0
file vendor/modules.txt "## workspace" "# example.com/dep1 v1.0.0" \
	"## explicit" "example.com/dep1"
file vendor/example.com/dep1/lib.go "package dep1"
ORACLE="1.22 newest"
before() {
	fails "inconsistent vendoring" "$GO" list ./a
}
after() {
	passes "$GO" build -mod=vendor ./a/... ./b/...
	passes "$GO" work vendor -o "$T/again"
	passes diff -r vendor "$T/again"
}
