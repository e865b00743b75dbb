# The Go files are committed, go.mod is not.
file m.go "package m"
git_commit
file go.mod "module example.com/m" "" "go 1.19"
oracle() {
	cd "$(clone)" || return 1
	fails "go.mod file not found" "$GO" list -m all
}
