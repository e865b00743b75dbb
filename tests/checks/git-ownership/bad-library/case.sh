# Nothing is stamped in a library: only git itself refuses.
[ "$(id -u)" = 0 ] || skip_case "needs root"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
git_commit
chown -R 12345 .
oracle() {
	passes "$GO" build .
	passes "$GO" list .
}
