# Its last patches refuse what could mean something else to them.
# A long case: ./dev long.
use_go 1.20
file go.mod "module example.com/m" "" "go 1.23"
file m.go "package m"
ORACLE=1.20
oracle() {
	refuses_122 || skip_case "no patch of 1.20 that late here"
	passes "$GO" list .
	fails "example.com/m: cannot compile Go 1.23 code" "$GO" build .
}
