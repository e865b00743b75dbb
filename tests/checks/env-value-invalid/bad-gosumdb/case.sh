# It builds until a module without a line in go.sum is fetched.
# A long case: ./dev long.
export GOSUMDB=bogus
mkmod example.com/dep v1.0.0
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	passes "$GO" build .
	fails "invalid GOSUMDB: malformed verifier id" \
		"$GO" mod download example.com/dep@v1.0.0
}
