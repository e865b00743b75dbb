# The shell stands in a module that go.work does not list.
file go.work "go 1.19" "" "use ./a"
file a/go.mod "module example.com/a" "" "go 1.19"
file a/a.go "package a"
file b/go.mod "module example.com/b" "" "go 1.19"
file b/b.go "package b"
git_commit
CWD=$T/repo/b
ORACLE=all
oracle() {
	if since 1.19; then
		fails "is contained in a module that is not one of the workspace modules listed in go.work" \
			"$GO" list .
	else
		fails "outside modules listed in go.work" "$GO" list .
	fi
	GOWORK=off passes "$GO" list .
}
