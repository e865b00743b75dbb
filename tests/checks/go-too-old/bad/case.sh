# A go line of a release yet to come, and GOTOOLCHAIN=local: go stops.
needs 1.21
[ -n "$(release newest)" ] || skip_case "no Go here"
file go.mod "module example.com/m" "" "go 1.99"
file m.go "package m"
ORACLE=all
oracle() {
	if since 1.21; then
		fails "go.mod requires go >= 1.99" "$GO" list .
		return
	fi
	passes "$GO" list .
}
