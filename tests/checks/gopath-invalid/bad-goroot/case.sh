# GOPATH is the tree of Go itself.
# A long case: ./dev long.
needs 1.24
new=$(release newest)
[ -n "$new" ] || skip_case "no Go here"
export GOPATH="$(dirname "$(dirname "${new#* }")")"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	prints "warning: both GOPATH and GOROOT are the same directory ($GOPATH)" \
		"$GO" build .
}
