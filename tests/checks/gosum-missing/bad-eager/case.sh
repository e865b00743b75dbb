# Nothing imports it, but with a go line before 1.17 its go.mod is read.
file go.mod "module example.com/m" "" "go 1.16" "" "require example.com/dep1 v1.0.0"
file m.go "package m"
oracle() {
	fails "example.com/dep1@v1.0.0: missing go.sum entry" "$GO" list .
}
