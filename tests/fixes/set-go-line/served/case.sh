# The finding of go-line-missing: vendor/ comes into effect with the line.
# A long case: ./dev long.
CHECK=go-line-missing
SET=version=1.18
file go.mod "module example.com/m"
file m.go "package m" "" "func F[T any](t T) T { return t }"
ORACLE="1.19 newest"
before() {
	fails "go1.18 or later" "$GO" build .
}
after() {
	passes "$GO" build .
}
