# SSL_CERT_FILE names a file that is gone, and the folders are empty.
inside_no_roots
export SSL_CERT_FILE="$T/gone.pem"
file go.mod "module example.com/m" "" "go 1.18"
counts_roots
ORACLE=newest
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "roots 0" within "$T/m"
}
