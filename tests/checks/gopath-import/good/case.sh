# The module is called so, or another one that it requires is.
mkdir -p project
cd project || exit 1
ROOT=$PWD
CWD=$ROOT
file go.mod "module project" "" "go 1.18" "" "require other v0.0.0" "" "replace other => ./other"
file m.go "package m" "" 'import (' '	_ "fmt"' '	_ "other/lib"' '	_ "project/lib"' ')'
file lib/lib.go "package lib"
file other/go.mod "module other" "" "go 1.18"
file other/lib/lib.go "package lib"
oracle() {
	passes "$GO" build ./...
}
