# A long case: much of the standard library is compiled for it.
# Editors use it wherever it lies on PATH. The highest go line counts.
needs 1.24
go_tool 1.22 gopls 'golang.org/x/tools/gopls!.'
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
file sub/go.mod "module example.com/m/sub" "" "go 1.23.0"
file sub/m.go "package sub"
ORACLE=newest
oracle() {
	passes "$T/tools/gopls" 1.20
	fails "package requires newer Go version go1.23" "$T/tools/gopls" 1.23
}
