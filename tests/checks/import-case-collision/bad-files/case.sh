# Two files of one package, and two folders.
file go.mod "module example.com/m" "" "go 1.18"
file p/A.go "package p"
file p/a.go "package p"
file q/q.go "package q"
file Q/q.go "package q"
oracle() {
	fails "case-insensitive file name collision" "$GO" build ./p
	fails "case-insensitive import collision" "$GO" build ./q ./Q
}
