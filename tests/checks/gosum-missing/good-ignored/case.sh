# Only a file that go mod tidy passes over imports it: no hash is needed.
# A long case: ./dev long.
module_with_dep1 1.18 v1.0.0
file m.go "package m"
file gen.go "//go:build ignore && linux" "" "package main" "" \
	'import _ "example.com/dep1"'
oracle() {
	passes "$GO" list ./...
	passes "$GO" mod tidy
	! grep -q dep1 go.mod || {
		echo "$REL: go mod tidy keeps the require"
		return 1
	}
	file go.mod "module example.com/m" "" "go 1.18" "" \
		"require example.com/dep1 v1.0.0"
}
