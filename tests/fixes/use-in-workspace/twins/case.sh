# Two folders with one module path: go takes no such workspace.
CHECK=module-not-in-workspace
file go.work "go 1.18" "" "use ./a"
file a/go.mod "module example.com/a" "" "go 1.18"
file a/a.go "package a"
file b/go.mod "module example.com/a" "" "go 1.18"
file b/b.go "package a"
git_commit
CWD=$T/repo/b
