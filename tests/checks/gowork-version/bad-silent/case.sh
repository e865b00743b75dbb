# No go line in go.work counts as 1.18; opened at the top, outside the module.
needs 1.23
[ -n "$(release newest)" ] || skip_case "no Go here"
file go.work "use ./m"
file m/go.mod "module example.com/m" "" "go 1.21"
file m/m.go "package m"
ORACLE="1.21 1.23 newest"
oracle() {
	if since 1.23; then
		fails "but go.work implicitly requires go 1.18" "$GO" list ./m
	else
		fails "but go.work lists go 1.18" "$GO" list ./m
	fi
}
