# A slash at the end.
# A long case: ./dev long.
file go.mod "module example.com/m/" "" "go 1.19"
file m.go "package m"
oracle() {
	fails 'malformed module path "example.com/m/": trailing slash' \
		"$GO" list -m
}
