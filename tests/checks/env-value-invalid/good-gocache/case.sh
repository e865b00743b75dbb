# go refuses it; cache-not-writable tells so, once.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
GOCACHE=off
export GOCACHE
oracle() {
	fails "build cache is disabled by GOCACHE=off, but required as of Go 1.12" "$GO" build .
}
