# GOROOT is not set: go finds its own tree.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
oracle() {
	passes "$GO" build .
}
