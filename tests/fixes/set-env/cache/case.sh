# A file lies where go wants its build cache: another folder, by the go env
# file.
# A long case: ./dev long.
CHECK=cache-not-writable ROOT=$HOME
unset GOCACHE
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/m/m.go" "package m"
mkdir -p "$HOME/.cache"
echo mine >"$HOME/.cache/go-build"
before() { cd "$HOME/m" && fails "$HOME/.cache/go-build" "$GO" build .; }
after() {
	prints "$HOME/.cache/go-build-2" "$GO" env GOCACHE
	cd "$HOME/m" && passes "$GO" build .
}
