# Its own go.mod shields it.
file "$T/go.mod" "module example.com/stray" "" "go 1.19"
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
git_commit
oracle() {
	prints "$T/repo/go.mod" "$GO" env GOMOD
}
