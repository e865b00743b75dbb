# The only proxy is a folder that lacks the release: with auto go would stop, too.
needs 1.21
CHECK=go-too-old
unset GOTOOLCHAIN GOSUMDB
file go.mod "module example.com/m" "" "go 1.99"
file m.go "package m"
file "$HOME/.config/go/env" "GOTOOLCHAIN=local"
ORACLE="1.21 newest"
before() { fails "toolchain not available" env GOTOOLCHAIN=auto "$GO" list .; }
