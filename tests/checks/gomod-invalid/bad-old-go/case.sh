# A healthy modern go.mod, where an old go would read it.
use_go 1.19
file go.mod "module example.com/m" "" "go 1.19" "" "toolchain go1.21.3"
file m.go "package m"
ORACLE=1.19
oracle() {
	fails "go.mod:5: unknown directive: toolchain" "$GO" list .
}
