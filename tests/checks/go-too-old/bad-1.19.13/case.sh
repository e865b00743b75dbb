# Its last patches refuse what could mean something else to them.
use_go 1.19.13
file go.mod "module example.com/m" "" "go 1.22"
file m.go "package m"
ORACLE=1.19.13
oracle() {
	refuses_122 || skip_case "no patch of 1.19 that late here"
	passes "$GO" list .
	fails "example.com/m: cannot compile Go 1.22 code" "$GO" build .
}
