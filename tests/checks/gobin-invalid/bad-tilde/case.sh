# Nobody expands a ~ in quotes.
export GOBIN='~/bin'
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
oracle() { fails "GOBIN must be an absolute path" "$GO" install .; }
