# The newest, which builds a module with an old go line.
needs 1.25
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { passes "$GO" build .; }
