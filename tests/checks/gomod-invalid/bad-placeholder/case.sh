# An empty go.mod that keeps Go files out of the module: meant so, mostly.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
file templates/go.mod
file templates/t.go "package t"
oracle() {
	prints example.com/m "$GO" list ./...
	cd templates || return 1
	fails "module declaration" "$GO" list .
}
