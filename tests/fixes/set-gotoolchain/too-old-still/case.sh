# A release that is not new enough either is refused, in go's words.
use_go 1.22
CHECK=go-too-old
SET=value=go1.23.12
unset GOTOOLCHAIN GOSUMDB
export GOPROXY=http://127.0.0.1:1
file go.mod "module example.com/m" "" "go 1.99"
file m.go "package m"
file "$HOME/.config/go/env" "GOTOOLCHAIN=local"
found=$(release 1.23.12)
[ -n "$found" ] || skip_case "no Go 1.23.12 here"
mkdir -p "$T/tools"
ln -s "${found#* }" "$T/tools/go1.23.12"
PATH=$PATH:$T/tools
ORACLE=1.22
before() {
	fails "requires go >= 1.99 (running go 1.23.12; GOTOOLCHAIN=go1.23.12)" \
		env PATH="$PATH:$T/tools" GOTOOLCHAIN=go1.23.12 "$GO" list .
}
