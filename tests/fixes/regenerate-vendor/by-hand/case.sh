# Changes by hand at a version that stays, files of nobody, a link: all go, and
# all are named; and git would ignore a new file.
# A long case: ./dev long.
CHECK=vendor-out-of-date
file go.mod "module example.com/m" "" "go 1.19" "" "require (" \
	"	example.com/dep1 v1.0.0" "	example.com/new v1.0.0" \
	"	example.com/two v1.0.0" ")"
file m.go "package m" "" 'import _ "example.com/dep1"' \
	'import _ "example.com/new"' 'import _ "example.com/two"'
mkmod example.com/dep1 v1.0.0 "other.go=package dep1"
mkmod example.com/two v1.0.0
mkmod example.com/new v1.0.0 'lib.go=package new
import _ "example.com/new/out"' "out/out.go=package out"
for m in dep1 two new; do
	cached example.com/$m v1.0.0
	sums example.com/$m v1.0.0
done >go.sum
file vendor/modules.txt "# example.com/dep1 v1.0.0" "## explicit" \
	"example.com/dep1" "# example.com/two v1.0.0" "## explicit" \
	"example.com/two"
mkdir -p vendor/example.com/dep1 vendor/example.com/two
cp "$T/src/example.com/two@v1.0.0/lib.go" vendor/example.com/two/
cp "$T/src/example.com/dep1@v1.0.0/lib.go" vendor/example.com/dep1/
file vendor/example.com/dep1/other.go "package dep1" "" "// by hand"
file vendor/example.com/dep1/notes.txt "ours"
ln -s ../../go.mod vendor/example.com/link
file .gitignore "out/"
git_commit
file vendor/example.com/sub/.git "gitdir: ../../../.git/modules/sub"
after() {
	passes "$GO" build -mod=vendor ./...
}
