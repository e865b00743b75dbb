# Upper case is no trouble of itself; nor is what go never looks at.
file go.mod "module example.com/M" "" "go 1.18"
file m.go "package m" "" 'import _ "example.com/M/Lib"'
file Lib/Lib.go "package Lib"
file Lib/lib_test.go "package Lib"
file testdata/A.go "package a"
file testdata/a.go "package a"
oracle() {
	passes "$GO" build ./...
	passes "$GO" vet ./...
}
