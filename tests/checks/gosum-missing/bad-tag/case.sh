# A tag of the project's own: go mod tidy keeps the require and its hashes.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
file m.go "package m"
file gen.go "//go:build !ignore && never" "" "package m" "" \
	'import _ "example.com/dep1"'
oracle() {
	passes "$GO" list ./...
	fails "missing go.sum entry" "$GO" list -tags never -deps ./...
}
