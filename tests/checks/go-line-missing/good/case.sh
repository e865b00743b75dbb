# There is one; and a fixture needs none.
file go.mod "module example.com/m" "" "go 1.16"
file m.go "package m"
file testdata/x/go.mod "module example.com/x"
ORACLE=all
oracle() {
	passes "$GO" vet .
}
