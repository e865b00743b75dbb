# A ~ that no shell has put the home folder for.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
GOCACHE='~/.cache/go-build'
export GOCACHE
ORACLE=all
oracle() {
	fails "GOCACHE is not an absolute path" "$GO" build .
}
