# A go.mod that was left in a folder above.
file "$T/go.mod" "module example.com/stray" "" "go 1.19"
file m.go "package m"
git_commit
oracle() {
	prints "$T/go.mod" "$GO" env GOMOD
	prints "example.com/stray/repo" "$GO" list .
}
