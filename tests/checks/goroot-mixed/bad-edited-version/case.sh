# One over another, and a VERSION that names the old one.
# A long case: ./dev long.
over 1.24 1.23 go1.23.5
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
ORACLE=newest
oracle() {
	PATH=$T/go/bin:$BASE_PATH
	prints go1.24 within "$GO_OVER" version
	fails "redeclared in this block" within "$GO_OVER" build -o /dev/null .
}
