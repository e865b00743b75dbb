# The words of a go up to 1.23, where it lies where it was built to lie.
# A long case: ./dev long.
use_go 1.19.8
old=$(release 1.19.8)
export GOPATH="$(dirname "$(dirname "${old#* }")")"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=1.19.8
oracle() {
	prints "warning: GOPATH set to GOROOT ($GOPATH) has no effect" \
		"$GO" build .
}
