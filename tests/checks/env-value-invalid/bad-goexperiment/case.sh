# An experiment that no release knows.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
GOEXPERIMENT=bogus
export GOEXPERIMENT
ORACLE=all
oracle() {
	fails "go: unknown GOEXPERIMENT bogus" "$GO" list -m
}
