# Packages that import each other are not found outside GOPATH/src.
export GO111MODULE=off
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" 'import _ "example.com/m/sub"'
file sub/s.go "package sub"
ORACLE=all
oracle() {
	fails "example.com/m/sub" "$GO" build .
}
