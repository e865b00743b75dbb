# Required and never imported: since 1.17 go does not look at it.
file go.mod "module example.com/m" "" "go 1.19" "" "require example.com/dep1 v1.0.0"
file m.go "package m"
oracle() {
	passes "$GO" list -deps ./...
}
