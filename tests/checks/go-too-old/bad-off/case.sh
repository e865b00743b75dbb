# It may switch, but may not fetch.
needs 1.21
[ -n "$(release newest)" ] || skip_case "no Go here"
export GOTOOLCHAIN=auto GOPROXY=off
file go.mod "module example.com/m" "" "go 1.99"
file m.go "package m"
ORACLE="1.21 newest"
oracle() {
	fails "go1.99" "$GO" list .
}
