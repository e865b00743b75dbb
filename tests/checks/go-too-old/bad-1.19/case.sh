# A go before 1.21 takes the line for a hint; its last patches do not.
use_go 1.19
case ${found%% *} in go1.19.1[3-9]) skip_case "needs a Go before 1.19.13" ;; esac
file go.mod "module example.com/m" "" "go 1.22"
file m.go "package m" "" "func f() {" "	for range 10 {" "	}" "}"
ORACLE=1.19
oracle() {
	passes "$GO" list .
	# Its last patches say "cannot compile Go 1.22 code".
	fails "Go 1.22" "$GO" build .
}
