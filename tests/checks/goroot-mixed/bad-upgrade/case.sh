# A newer release unpacked over an older one.
# A long case: ./dev long.
over 1.24 1.23
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
ORACLE=newest
oracle() {
	PATH=$T/go/bin:$BASE_PATH
	prints go1.24 within "$GO_OVER" version
	fails "redeclared in this block" within "$GO_OVER" build -o /dev/null .
}
