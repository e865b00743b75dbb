# A go.work in the folder above the repository.
file "$T/go.work" "go 1.19" "" "use ./repo"
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
git_commit
oracle() {
	prints "$T/go.work" "$GO" env GOWORK
}
