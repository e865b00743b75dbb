# A patch release in the go line, which Go up to 1.20 cannot read.
use_go 1.19
CHECK=gomod-invalid
file go.mod "module example.com/m // the shop" "" "go 1.18.0 // least" ""
file m.go "package m"
ORACLE="1.19 newest"
before() {
	since 1.21 || fails "invalid go version '1.18.0'" "$GO" list .
}
after() {
	passes "$GO" list .
}
