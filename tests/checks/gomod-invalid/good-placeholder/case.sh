# An empty go.mod that keeps a folder without Go files out of the module.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
file web/go.mod
file web/index.html "<p>"
oracle() {
	prints example.com/m "$GO" list ./...
}
