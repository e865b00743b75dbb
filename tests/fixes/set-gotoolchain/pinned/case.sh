# A newer release is the least one, and no other may run: it stays the least.
# A long case: ./dev long.
use_go 1.22
CHECK=go-too-old
unset GOTOOLCHAIN GOSUMDB
export GOPROXY=http://127.0.0.1:1
file go.mod "module example.com/m" "" "go 1.99.1"
file m.go "package m"
found=$(release 1.24.4)
[ -n "$found" ] || skip_case "no Go 1.24.4 here"
mkdir -p "$T/tools"
ln -s "${found#* }" "$T/tools/go1.24.4"
PATH=$PATH:$T/tools
file "$HOME/.config/go/env" "GOTOOLCHAIN=go1.24.4"
ORACLE=1.22
before() {
	fails "running go 1.24.4; GOTOOLCHAIN=go1.24.4" \
		env PATH="$PATH:$T/tools" "$GO" list .
}
after() {
	fails "download go1.99.1" env PATH="$PATH:$T/tools" "$GO" list .
	cd "$T/home" && prints go1.24.4 env PATH="$PATH:$T/tools" "$GO" env GOVERSION
}
