# The folder of a member is opened; without git it is taken for the top.
needs 1.22
file go.work "go 1.22" "" "use ./x"
file vendor/modules.txt "## workspace" "# example.com/dep1 v1.1.0" \
	"## explicit; go 1.19" "example.com/dep1"
file vendor/example.com/dep1/lib.go "package dep1"
file x/go.mod "module example.com/x" "" "go 1.19" "" \
	"require example.com/dep1 v1.0.0"
file x/x.go "package x"
ROOT=$T/repo/x
CWD=$T/repo/x
ORACLE="1.22 newest"
oracle() {
	fails "inconsistent vendoring in $T/repo:" "$GO" list .
}
