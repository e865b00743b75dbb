# A checkout of another user, as a container sees a mounted one.
# A long case: ./dev long.
[ "$(id -u)" = 0 ] || skip_case "needs root"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
git_commit
chown -R 12345 .
oracle() {
	fails "error obtaining VCS status: exit status 128" \
		"$GO" build -o /dev/null .
	fails "error obtaining VCS status" "$GO" list .
	fails "error obtaining VCS status" \
		"$GO" build -buildvcs=auto -o /dev/null .
	passes "$GO" build -buildvcs=false -o /dev/null .
	fails "dubious ownership" git status
}
