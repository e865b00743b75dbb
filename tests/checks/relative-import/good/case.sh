# None in the module; testdata, "ignore" and GOPATH mode do not count.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" '// import "./lib"' "" 'import _ "example.com/m/lib"' "" 'const S = `' 'import "./lib"' '`'
file lib/lib.go "package lib"
file testdata/x/x.go "package x" "" 'import _ "./y"'
file gen.go "//go:build ignore" "" "package main" "" 'import _ "./lib"'
oracle() {
	passes "$GO" build ./...
	passes "$GO" vet ./...
}
