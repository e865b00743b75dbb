# Only the package in the module's own folder is refused.
file go.mod "module std" "" "go 1.19"
file sub/m.go "package sub"
ORACLE=all
oracle() {
	prints std/sub "$GO" list ./...
}
