# A toolchain line that nobody has to follow: with local nothing is fetched.
use_go 1.24
CHECK=toolchain-download
GOPROXY=https://proxy.example,direct GOSUMDB=sum.golang.org
export GOPROXY GOSUMDB
unset GOTOOLCHAIN
file go.mod "module example.com/m" "" "go 1.24" "" "toolchain go1.24.99"
file m.go "package m"
file "$HOME/.config/go/env" "# mine" "GOTOOLCHAIN=auto"
ORACLE=1.24
before() {
	fails "downloading go1.24.99" env GOPROXY=off "$GO" list .
}
after() {
	passes "$GO" build .
}
