# path: a newer one may run, and none may be fetched.
needs 1.21
CHECK=go-too-old
unset GOTOOLCHAIN GOSUMDB
export GOPROXY=http://127.0.0.1:1
file go.mod "module example.com/m" "" "go 1.99.1"
file m.go "package m"
file "$HOME/.config/go/env" "GOTOOLCHAIN=path"
before() { since 1.21 || return 0; fails 'cannot find "go1.99.1" in PATH' "$GO" list .; }
after() { since 1.21 || return 0; fails "download go1.99.1" "$GO" list .; }
