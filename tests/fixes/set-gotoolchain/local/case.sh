# go env -w GOTOOLCHAIN=local, and the release that is asked for is on PATH.
use_go 1.22
CHECK=go-too-old
unset GOTOOLCHAIN
file go.mod "module example.com/m" "" "go 1.25.1"
file m.go "package m" "" "var M = max(1, 2)"
file "$HOME/.config/go/env" "# mine" "GOTOOLCHAIN=local" "GOFLAGS=-mod=mod"
found=$(release 1.25.1)
[ -n "$found" ] || skip_case "no Go 1.25.1 here"
mkdir -p "$T/tools"
ln -s "${found#* }" "$T/tools/go1.25.1"
PATH=$PATH:$T/tools
ORACLE=1.22
before() {
	fails "go.mod requires go >= 1.25.1" env PATH="$PATH:$T/tools" "$GO" list .
}
after() {
	prints go1.25.1 env PATH="$PATH:$T/tools" "$GO" env GOVERSION
	passes env PATH="$PATH:$T/tools" "$GO" build .
}
