# Neither a word nor a version that go knows (since 1.24).
needs 1.24
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
GOFIPS140=x
export GOFIPS140
ORACLE=newest
oracle() {
	fails "go: invalid GOFIPS140: must be off, latest, inprocess, certified" "$GO" list -m
}
