# The file of -modfile must end in .mod.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
GOFLAGS=-modfile=/nowhere/go.txt
export GOFLAGS
ORACLE=all
oracle() {
	fails "go: -modfile=/nowhere/go.txt: file does not have .mod extension" "$GO" list -m
}
