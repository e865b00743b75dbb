# A folder without compiler and library.
export GOROOT="$T/empty"
mkdir "$GOROOT"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	fails 'go: no such tool "compile"' "$GO" build .
}
