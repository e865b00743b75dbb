# A good name, and nothing that answers to it.
# A long case: ./dev long.
needs 1.21
[ -n "$(release newest)" ] || skip_case "no Go here"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
GOTOOLCHAIN=go1.21.99 GOPROXY=off
export GOTOOLCHAIN GOPROXY
ORACLE="1.21 newest"
oracle() {
	fails "go: download go1.21.99 for" "$GO" list -m
}
