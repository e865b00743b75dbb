# A fresh installation: ~/go/bin is not there yet.
file go.mod "module example.com/hello" "" "go 1.18"
file main.go "package main" "" "func main() {}"
oracle() {
	prints "$HOME/go/bin/hello" "$GO" list -f '{{.Target}}' .
}
