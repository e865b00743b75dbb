# All listed; testdata does not count.
file go.work "go 1.19" "" "use (" "./a" "./b" ")"
file a/go.mod "module example.com/a" "" "go 1.19"
file a/a.go "package a"
file b/go.mod "module example.com/b" "" "go 1.19"
file b/b.go "package b"
file b/testdata/x/go.mod "module example.com/x" "" "go 1.19"
git_commit
CWD=$T/repo/b
oracle() {
	passes "$GO" list ./...
}
