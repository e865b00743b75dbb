# gomend is opened on it.
file go.work "go 1.19" "" "use ./a"
file a/go.mod "module example.com/a" "" "go 1.19"
file a/a.go "package a"
file b/go.mod "module example.com/b" "" "go 1.19"
file b/b.go "package b"
git_commit
ROOT=$T/repo/b
CWD=$T/repo
VIA=gomend
oracle() {
	cd "$ROOT" || return 1
	if since 1.19; then
		fails "is contained in a module that is not one of the workspace modules listed in go.work" \
			"$GO" list .
	else
		fails "outside modules listed in go.work" "$GO" list .
	fi
}
