# The address of a browser: what follows // is a comment.
# A long case: ./dev long.
file go.mod "module https://example.com/m" "" "go 1.19"
file m.go "package m"
oracle() {
	fails "malformed module path \"https:\": invalid char ':'" "$GO" list -m
}
