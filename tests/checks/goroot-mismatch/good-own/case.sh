# Set, but to the very tree.
new=$(release newest)
export GOROOT="$(dirname "$(dirname "${new#* }")")"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	passes "$GO" build .
}
