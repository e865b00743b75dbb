# The repository has a configuration for it; it was built with 1.22.
# A long case: ./dev long.
needs 1.24
go_tool 1.22 golangci-lint 'github.com/golangci/golangci-lint/v2!cmd/golangci-lint'
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .golangci.yml 'version: "2"'
ORACLE=newest
oracle() {
	fails "package requires newer Go version go1.24" "$T/tools/golangci-lint" 1.24
	prints go1.22 "$GO" version "$T/tools/golangci-lint"
	passes "$GO" build .
}
