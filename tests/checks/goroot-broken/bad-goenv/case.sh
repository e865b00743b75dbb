# From the go env file even go env -u stops, unless the environment says better.
# A long case: ./dev long.
file "$HOME/.config/go/env" "GOROOT=$T/gone"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	file "$HOME/.config/go/env" "GOROOT=$T/gone"
	fails "go: cannot find GOROOT directory: $T/gone" "$GO" env -u GOROOT
	passes env GOROOT="$(dirname "$(dirname "$GO")")" "$GO" env -u GOROOT
	passes "$GO" build .
}
