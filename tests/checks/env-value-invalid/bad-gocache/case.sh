# There is no build without a cache.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
GOCACHE=off
export GOCACHE
ORACLE=all
oracle() {
	fails "build cache is disabled by GOCACHE=off, but required as of Go 1.12" "$GO" build .
}
