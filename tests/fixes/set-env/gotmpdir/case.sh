# TMPDIR leads nowhere: go gets a folder of its own, which is made.
CHECK=tmp-not-executable ROOT=$HOME SET="value=$HOME/go-tmp"
export TMPDIR="$T/gone"
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/m/m.go" "package m"
before() { fails "creating work dir: stat $T/gone" "$GO" build ./m; }
after() {
	prints "$HOME/go-tmp" "$GO" env GOTMPDIR
	cd "$HOME/m" && passes "$GO" build .
}
