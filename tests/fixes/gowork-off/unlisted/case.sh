# The module is not meant to be in the workspace; there is no go env file yet.
CHECK=module-not-in-workspace
file go.work "go 1.18" "" "use ./a"
file a/go.mod "module example.com/a" "" "go 1.18"
file a/a.go "package a"
file b/go.mod "module example.com/b" "" "go 1.18"
file b/b.go "package b"
mkdir -p "$HOME/.config/go"
git_commit
CWD=$T/repo/b
before() {
	fails "go.work" "$GO" list .
}
after() {
	passes "$GO" list .
}
