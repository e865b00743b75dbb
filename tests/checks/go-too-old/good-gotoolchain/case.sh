# GOTOOLCHAIN names no toolchain: that stops go, not the age of one.
# A long case: ./dev long.
needs 1.21
file go.mod "module example.com/m" "" "go 1.21"
file m.go "package m"
GOTOOLCHAIN=foo
export GOTOOLCHAIN
ORACLE="1.21 newest"
oracle() {
	fails 'go: invalid GOTOOLCHAIN "foo"' "$GO" list .
}
