# A long case: much of the standard library is compiled for it.
# Built with what the module wants.
needs 1.24
go_tool newest golangci-lint 'github.com/golangci/golangci-lint/v2!cmd/golangci-lint'
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .golangci.yml 'version: "2"'
ORACLE=newest
oracle() { prints "looked at it" "$T/tools/golangci-lint" 1.24; }
