# Only a test does: go build does not see it.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file m_test.go "package m" "" 'import _ "./lib"'
file lib/lib.go "package lib"
oracle() {
	passes "$GO" build ./...
	fails "./lib" "$GO" vet .
}
