# The module needs 1.24, go.work says 1.21: since 1.21 every command stops.
needs 1.21
[ -n "$(release newest)" ] || skip_case "no Go here"
file go.work "go 1.21" "" "use ./m"
file m/go.mod "module example.com/m" "" "go 1.24"
file m/m.go "package m"
CWD=$T/repo/m
ORACLE=all
oracle() {
	if since 1.21; then
		fails "go: module . listed in go.work file requires go >= 1.24, but go.work lists go 1.21; to update it:" "$GO" list .
		fails "go work use" "$GO" list .
	else
		passes "$GO" list .
	fi
	GOWORK=off
	export GOWORK
	since 1.24 && passes "$GO" list .
	unset GOWORK
}
