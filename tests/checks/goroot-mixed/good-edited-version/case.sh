# A whole tree whose VERSION somebody edited: it changes nothing.
# A long case: ./dev long.
edited newest go1.25.0
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
ORACLE=newest
oracle() { passes within "$GO_OVER" build -a -o /dev/null .; }
