# The name of the standard library itself.
file go.mod "module std" "" "go 1.19"
file m.go "package m"
ORACLE=all
oracle() {
	fails "\"std\" is not an importable package; see 'go help packages'" \
		"$GO" list .
}
