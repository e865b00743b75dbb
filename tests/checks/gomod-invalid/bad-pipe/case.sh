# A pipe by that name: go waits for it without end.
# A long case: ./dev long.
command -v mkfifo >/dev/null || skip_case "no mkfifo here"
mkfifo go.mod
file m.go "package m"
oracle() {
	fails "" timeout 2 "$GO" list .
}
