# What a new release writes, and the release that reads it.
needs 1.21
file go.mod "module example.com/m" "" "go 1.21.0" "" "toolchain go1.21.3"
file m.go "package m"
ORACLE="1.21 newest"
oracle() {
	prints example.com/m "$GO" list .
}
