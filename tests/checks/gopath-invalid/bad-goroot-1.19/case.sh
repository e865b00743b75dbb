# The words of a go up to 1.23.
use_go 1.19
old=$(release 1.19)
export GOPATH="$(dirname "$(dirname "${old#* }")")"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=1.19
oracle() {
	# A downloaded toolchain does not know its own GOROOT that way.
	case $GO in */pkg/mod/*) return ;; esac
	prints "warning: GOPATH set to GOROOT ($GOPATH) has no effect" \
		"$GO" build .
}
