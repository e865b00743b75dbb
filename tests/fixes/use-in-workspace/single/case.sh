# A use line without a block, and no go line: it stays so where nobody needs it.
CHECK=module-not-in-workspace
printf 'go 1.18\n\nuse ./a' >go.work
file a/go.mod "module example.com/a" "" "go 1.18"
file a/a.go "package a"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
git_commit
ORACLE=all
before() {
	if since 1.19; then
		fails "is not one of the workspace modules" "$GO" list .
	else
		fails "outside modules listed in go.work" "$GO" list .
	fi
}
after() {
	passes "$GO" list . ./a
}
