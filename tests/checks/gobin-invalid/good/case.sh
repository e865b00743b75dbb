# A folder that is not there yet: go install makes it.
export GOBIN="$T/new/bin"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
oracle() {
	passes "$GO" install .
	passes "$T/new/bin/m"
	rm -rf "$T/new"
}
