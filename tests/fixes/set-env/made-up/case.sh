# The go env file names a cache below /proc: it gets a folder of the user's.
# A long case: ./dev long.
CHECK=cache-not-writable ROOT=$HOME
unset GOCACHE
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/m/m.go" "package m"
file "$HOME/.config/go/env" "GOCACHE=/proc/nosuch"
before() { cd "$HOME/m" && fails "mkdir /proc/nosuch: no such file or directory" "$GO" build .; }
after() {
	prints "$HOME/.cache/go-build" "$GO" env GOCACHE
	cd "$HOME/m" && passes "$GO" build .
}
