# An empty go.mod in a folder of Go files: every go refuses it.
# A long case: ./dev long.
needs 1.21
file go.mod
file m.go "package m"
ORACLE=all
oracle() {
	if since 1.21; then
		fails "error reading go.mod: missing module declaration" \
			"$GO" list .
	else
		fails "no module declaration in go.mod" "$GO" list .
	fi
}
