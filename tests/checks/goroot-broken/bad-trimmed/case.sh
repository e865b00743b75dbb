# The program alone, copied out of its tree.
needs 1.21
new=$(release newest)
[ -n "$new" ] || skip_case "no Go here"
mkdir "$T/alone"
cp "${new#* }" "$T/alone/go"
PATH=$T/alone:$BASE_PATH
export PATH
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	fails "go: cannot find GOROOT directory: 'go' binary is trimmed and GOROOT is not set" \
		"$T/alone/go" build .
}
