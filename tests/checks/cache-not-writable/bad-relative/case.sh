# From the go env file, which go env -w would have refused.
# A long case: ./dev long.
unset GOCACHE
file "$HOME/.config/go/env" "GOCACHE=cache"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	fails "build cache is required, but could not be located: GOCACHE is not an absolute path" \
		"$GO" build .
}
