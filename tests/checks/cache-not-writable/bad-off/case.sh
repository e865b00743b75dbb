# Once one could build without a cache.
# A long case: ./dev long.
export GOCACHE=off
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	fails "build cache is disabled by GOCACHE=off, but required as of Go 1.12" \
		"$GO" build .
}
