# A word without its dash.
# A long case: ./dev long.
export GOFLAGS=mod=mod
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	fails 'go: parsing $GOFLAGS: non-flag "mod=mod"' "$GO" build .
}
