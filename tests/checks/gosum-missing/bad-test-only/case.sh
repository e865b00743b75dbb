# Only a test needs it: go build passes, go test and go vet stop.
# A long case: ./dev long.
module_with_dep1 1.19 v1.0.0
mv m.go m_test.go
file m.go "package m"
oracle() {
	passes "$GO" list -deps .
	fails "missing go.sum entry" "$GO" list -deps -test .
}
