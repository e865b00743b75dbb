# An older one over a newer one.
over 1.22 1.24
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
ORACLE=newest
oracle() {
	PATH=$T/go/bin:$BASE_PATH
	prints go1.22 within "$GO_OVER" version
	fails "" within "$GO_OVER" build -o /dev/null .
}
