# go.work.sum lacks a line: go finds it on a copy, and it is in the preview.
# A long case: ./dev long.
CHECK=vendor-out-of-date
file go.work "go 1.22" "" "use ./a" "" "replace example.com/loc => ./loc"
mkdir a
cd a
module_with_dep1 1.19 v1.1.0
echo "require example.com/loc v0.0.0" >>go.mod
echo 'import _ "example.com/loc"' >>m.go
cd ..
file loc/go.mod "module example.com/loc" "" "go 1.19"
file loc/loc.go "package loc"
cached example.com/dep1 v1.1.0
file vendor/modules.txt "## workspace" "# example.com/dep1 v1.0.0" \
	"## explicit" "example.com/dep1"
file vendor/example.com/dep1/lib.go "package dep1"
ORACLE="1.22 newest"
# go's own go.work.sum and tree, made in a copy.
after() {
	passes "$GO" build -mod=vendor ./a/...
	prints "=> ./loc" cat vendor/modules.txt
	rm -rf "$T/copy"
	cp -R "$T/repo" "$T/copy"
	cd "$T/copy" || return 1
	rm -r go.work.sum vendor
	passes "$GO" work vendor
	passes diff -r vendor "$T/repo/vendor"
	passes diff go.work.sum "$T/repo/go.work.sum"
}
