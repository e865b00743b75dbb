# A flag that no go command has.
# A long case: ./dev long.
export GOFLAGS=-nosuch
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	fails 'go: parsing $GOFLAGS: unknown flag -nosuch' "$GO" build .
}
