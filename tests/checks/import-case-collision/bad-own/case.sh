# The folder is spelled otherwise.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" 'import (' '	_ "example.com/M/lib"' '	_ "example.com/m/Lib"' ')'
file lib/lib.go "package lib"
oracle() {
	fails "example.com/M/lib" "$GO" build .
}
