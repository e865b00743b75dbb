# A program speaks TLS, and nobody can be believed.
inside_no_roots
file go.mod "module example.com/m" "" "go 1.18"
counts_roots
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "roots 0" within "$T/m"
}
