# A first program: one file, no go.mod, and go run takes it.
file hello.go "package main" "" "func main() {}"
oracle() {
	passes "$GO" list hello.go
}
