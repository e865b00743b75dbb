# No bundle of the system's, but one of the user's own.
[ -f /etc/ssl/certs/ca-certificates.crt ] || skip_case "no bundle to take one from"
sed '/-----END/q' /etc/ssl/certs/ca-certificates.crt >"$T/own.pem"
inside_no_roots
export SSL_CERT_FILE="$T/own.pem"
file go.mod "module example.com/m" "" "go 1.18"
counts_roots
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "roots 1" within "$T/m"
}
