# Without a go line the language is that of 1.16: no type parameters.
file go.mod "module example.com/m"
file m.go "package m" "" "func F[T any](t T) T { return t }"
ORACLE=all
COMPILE=yes
oracle() {
	fails "go1.18 or later" "$GO" build .
	fails "-lang was set to go1.16" "$GO" build .
	file go.mod "module example.com/m" "" "go 1.18"
	passes "$GO" build .
	file go.mod "module example.com/m"
}
