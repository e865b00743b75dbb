# GOBIN names the program, not its folder.
# A long case: ./dev long.
file "$T/tool" "no folder"
export GOBIN="$T/tool"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
oracle() { fails "mkdir $T/tool/: file exists" "$GO" install .; }
