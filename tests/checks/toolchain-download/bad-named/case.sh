# GOTOOLCHAIN names a release that is not here: for every module, and outside.
# A long case: ./dev long.
use_go 1.24
export GOTOOLCHAIN=go1.25.99+auto GOPROXY=https://proxy.example,direct GOSUMDB=sum.golang.org
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
mkdir b
file b/go.mod "module example.com/b" "" "go 1.18"
file b/b.go "package b"
ORACLE=1.24
oracle() {
	fails "downloading go1.25.99" env GOPROXY=off "$GO" list .
}
