# A release needs its go in front; go up to 1.20 does not look.
# A long case: ./dev long.
needs 1.21
export GOTOOLCHAIN=1.22
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	if since 1.21; then
		fails 'go: invalid GOTOOLCHAIN "1.22"' "$GO" build .
		return
	fi
	passes "$GO" build .
}
