# An older one, and a module that asks for no more.
# A long case: ./dev long.
go_tool 1.22 gopls 'golang.org/x/tools/gopls!.'
file go.mod "module example.com/m" "" "go 1.22.0"
file m.go "package m"
ORACLE=newest
oracle() { prints "looked at it" "$T/tools/gopls" 1.22; }
