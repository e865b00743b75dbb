# A migrated project that kept it: healthy.
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
file Gopkg.lock "[[projects]]" '  name = "example.com/dep1"' '  revision = "abc"'
git_commit
oracle() {
	passes "$GO" list -deps ./...
}
