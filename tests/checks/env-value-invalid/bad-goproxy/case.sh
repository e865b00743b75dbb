# It builds until something must be fetched.
# A long case: ./dev long.
export GOPROXY=none
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	passes "$GO" build .
	fails "invalid proxy URL missing scheme: none" \
		"$GO" mod download example.com/dep@v1.0.0
}
