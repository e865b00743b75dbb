# Nothing says that this repository uses it.
# A long case: ./dev long.
needs 1.24
go_tool 1.22 staticcheck 'honnef.co/go/tools!cmd/staticcheck'
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
ORACLE=newest
oracle() { fails "package requires newer Go version go1.24" "$T/tools/staticcheck" 1.24; }
