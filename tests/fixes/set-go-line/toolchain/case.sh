# The go line is wrong for all; the toolchain line only for those not in use.
use_go newest
CHECK=gomod-invalid
file go.mod "module example.com/m" "" "go go1.21" "" "toolchain go1.21.1"
file m.go "package m"
ORACLE="1.21 newest"
before() {
	fails "invalid go version 'go1.21'" "$GO" list .
}
after() {
	passes "$GO" list .
}
