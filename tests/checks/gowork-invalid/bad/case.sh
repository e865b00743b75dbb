# go.work uses a folder that is not there.
needs 1.21
file go.work "go 1.19" "" "use ./x" "use ./nope"
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
file x/go.mod "module example.com/x" "" "go 1.19"
file x/x.go "package x"
ORACLE=all
oracle() {
	if since 1.21; then
		fails "cannot load module nope listed in go.work file: open nope/go.mod: no such file or directory" \
			"$GO" list -m
	elif since 1.20; then
		fails "cannot load module listed in go.work file: open $T/repo/nope/go.mod: no such file or directory" \
			"$GO" list -m
	else
		fails "open $T/repo/nope/go.mod: no such file or directory" \
			"$GO" list -m
	fi
}
