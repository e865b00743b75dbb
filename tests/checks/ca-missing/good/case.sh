# As the machine that runs the tests has it.
[ -f /etc/ssl/certs/ca-certificates.crt ] || skip_case "this machine has no bundle itself"
file go.mod "module example.com/m" "" "go 1.18"
counts_roots
ORACLE=newest
oracle() {
	prints "roots " "$GO" run .
	case $said in *"roots 0"*) fails "roots" true ;; esac
}
