# GOWORK names one elsewhere.
file "$T/other/go.work" "go 1.19" "" "use ../repo"
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
git_commit
GOWORK=$T/other/go.work
export GOWORK
oracle() {
	prints "$T/other/go.work" "$GO" env GOWORK
	passes "$GO" list .
}
