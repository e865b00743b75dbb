# A healthy repository that keeps its tools apart: no more than advice.
file go.work "go 1.19" "" "use ." "use ./a"
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
file a/go.mod "module example.com/a" "" "go 1.19"
file a/a.go "package a"
file tools/go.mod "module example.com/tools" "" "go 1.19"
file tools/tools.go "package tools"
git_commit
ORACLE=all
oracle() {
	passes "$GO" list ./...
	cd tools || return 1
	fails "main module (example.com/m) does not contain package example.com/m/tools" \
		"$GO" list .
}
