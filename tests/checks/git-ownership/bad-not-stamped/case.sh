# GOFLAGS says to leave the revision out.
# A long case: ./dev long.
[ "$(id -u)" = 0 ] || skip_case "needs root"
export GOFLAGS=-buildvcs=false
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
git_commit
chown -R 12345 .
oracle() { passes "$GO" build -o /dev/null .; }
