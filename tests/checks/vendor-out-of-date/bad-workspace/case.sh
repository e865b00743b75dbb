# The vendor folder of a workspace, since Go 1.22.
# A long case: ./dev long.
needs 1.22
file go.work "go 1.22" "" "use ./a"
mkdir a
cd a
module_with_dep1 1.19 v1.0.0
cd ..
file vendor/modules.txt "## workspace" "# example.com/dep1 v1.1.0" \
	"## explicit" "example.com/dep1"
file vendor/example.com/dep1/lib.go "package dep1"
CWD=$T/repo/a
ORACLE="1.22 newest"
oracle() {
	fails "example.com/dep1@v1.0.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt" \
		"$GO" list .
	fails "example.com/dep1@v1.1.0: is marked as explicit in vendor/modules.txt, but not explicitly required in a go.mod" \
		"$GO" list .
}
