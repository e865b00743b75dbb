# The last patches of 1.20 refuse what asks for 1.22 or more.
use_go 1.20
case ${found%% *} in go1.20 | go1.20.[0-7]) skip_case "needs a Go from 1.20.8 on" ;; esac
file go.mod "module example.com/m" "" "go 1.22"
file m.go "package m"
ORACLE=1.20
oracle() {
	fails "cannot compile Go 1.22 code" "$GO" build .
}
