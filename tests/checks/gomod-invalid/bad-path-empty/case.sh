# A module line that says nothing.
# A long case: ./dev long.
file go.mod 'module ""' "" "go 1.19"
file m.go "package m"
oracle() {
	fails 'malformed module path "": empty string' "$GO" list -m
}
