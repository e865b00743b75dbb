# As go work vendor writes it: a member's replace, told from go.work's folder.
needs 1.22
file go.work "go 1.22" "" "use (" "./a" "./b" ")"
mkdir a
cd a
module_with_dep1 1.19 v1.0.0
echo "replace example.com/dep1 => ../dep1" >>go.mod
cd ..
file b/go.mod "module example.com/b" "" "go 1.19"
file b/b.go "package b"
file dep1/go.mod "module example.com/dep1" "" "go 1.17"
file dep1/lib.go "package dep1"
file vendor/modules.txt "## workspace" \
	"# example.com/dep1 v1.0.0 => ./dep1" "## explicit; go 1.17" \
	"example.com/dep1" "# example.com/dep1 => ./dep1"
file vendor/example.com/dep1/lib.go "package dep1"
CWD=$T/repo/a
ORACLE="1.22 1.24 newest"
oracle() {
	passes "$GO" list -deps .
	cp -r "$T/repo" "$T/made"
	cd "$T/made" || return 1
	passes "$GO" work vendor
	passes cmp vendor/modules.txt "$T/repo/vendor/modules.txt"
	rm -rf "$T/made"
}
