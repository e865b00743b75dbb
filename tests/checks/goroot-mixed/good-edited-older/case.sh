# A long case: much of the standard library is compiled for it.
# A whole tree whose VERSION somebody edited: it changes nothing.
edited 1.24 go1.26.8
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
ORACLE=newest
oracle() { passes within "$GO_OVER" build -a -o /dev/null .; }
