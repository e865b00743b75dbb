# A module line that says nothing.
file go.mod 'module ""' "" "go 1.19"
file m.go "package m"
oracle() {
	fails 'malformed module path "": empty string' "$GO" list -m
}
