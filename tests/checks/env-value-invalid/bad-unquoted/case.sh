# The linker's -w without quotes becomes a flag of its own, which go env takes.
# A long case: ./dev long.
export GOFLAGS="-ldflags=-s -w"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	passes "$GO" build .
	fails "go: arguments must be KEY=VALUE: invalid argument: GOPATH" \
		"$GO" env GOPATH
	# And -u takes a value away where it was only asked for.
	file "$HOME/.config/go/env" "GOPRIVATE=a.example"
	passes env GOFLAGS=-u "$GO" env GOPRIVATE
	[ ! -s "$HOME/.config/go/env" ] || : >"$T/disagrees"
	if since 1.21; then
		passes env GOFLAGS="'-ldflags=-s -w'" "$GO" env GOPATH
	fi
}
