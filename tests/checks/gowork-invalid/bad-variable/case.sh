# GOWORK names a file that is not there.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
GOWORK=$T/nope.work
export GOWORK
ORACLE=all
oracle() {
	fails "nope.work: no such file or directory" "$GO" list -m
}
