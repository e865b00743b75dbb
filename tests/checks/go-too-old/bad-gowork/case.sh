# In a workspace the go line of go.work asks.
# A long case: ./dev long.
needs 1.21
[ -n "$(release newest)" ] || skip_case "no Go here"
file go.work "go 1.99" "" "use ./m"
file m/go.mod "module example.com/m" "" "go 1.18"
file m/m.go "package m"
CWD=$T/repo/m
ORACLE="1.21 newest"
oracle() {
	fails "requires go >= 1.99 (running go" "$GO" list .
}
