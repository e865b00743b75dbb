# The go env file names a release that the module does not ask for.
# A long case: ./dev long.
use_go 1.24
CHECK=toolchain-download
GOPROXY=https://proxy.example,direct GOSUMDB=sum.golang.org
export GOPROXY GOSUMDB
unset GOTOOLCHAIN
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file "$HOME/.config/go/env" "GOTOOLCHAIN=go1.25.99+auto"
ORACLE=1.24
before() {
	fails "downloading go1.25.99" env GOPROXY=off "$GO" list .
}
after() {
	prints go1.24 "$GO" env GOVERSION
}
