# A mode that does not exist.
# A long case: ./dev long.
export GOFLAGS=-mod=bogus
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	fails "-mod=bogus not supported (can be '', 'mod', 'readonly', or 'vendor')" \
		"$GO" build .
}
