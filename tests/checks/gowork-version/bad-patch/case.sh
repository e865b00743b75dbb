# A patch release counts, and two modules make one finding.
needs 1.21
[ -n "$(release newest)" ] || skip_case "no Go here"
file go.work "go 1.21.1" "" "use (" "	./m" "	./n" ")"
file m/go.mod "module example.com/m" "" "go 1.21.2"
file m/m.go "package m"
file n/go.mod "module example.com/n" "" "go 1.21.3"
file n/n.go "package n"
ORACLE="1.21 newest"
oracle() {
	fails "requires go >= 1.21.2, but go.work lists go 1.21.1" "$GO" list ./m
	passes "$GO" work use
	passes "$GO" list ./m ./n
	file go.work "go 1.21.1" "" "use (" "	./m" "	./n" ")"
}
