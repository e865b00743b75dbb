# No such system: every build stops, go list does not.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
GOOS=Linux
export GOOS
ORACLE=all
oracle() {
	fails "go: unsupported GOOS/GOARCH pair Linux/" "$GO" build -n .
	passes "$GO" list -m
}
