# A relative GOWORK.
# A long case: ./dev long.
export GOWORK=go.work
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	if since 1.21; then
		fails "go: invalid GOWORK: not an absolute path" "$GO" build .
		return
	fi
	fails "the path provided to GOWORK must be an absolute path" "$GO" build .
}
