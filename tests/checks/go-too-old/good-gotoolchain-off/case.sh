# The release that GOTOOLCHAIN names is not to be had, and too old besides.
needs 1.21
file go.mod "module example.com/m" "" "go 1.99"
file m.go "package m"
GOTOOLCHAIN=go1.21.99 GOPROXY=off
export GOTOOLCHAIN GOPROXY
ORACLE="1.21 newest"
oracle() {
	fails "toolchain not available" "$GO" list .
}
