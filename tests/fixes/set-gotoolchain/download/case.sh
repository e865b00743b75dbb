# The release would have to be fetched: that is said, and nothing is asked of
# the network by gomend. Real go then asks the proxy, which nobody answers for.
needs 1.21
CHECK=go-too-old
unset GOTOOLCHAIN GOSUMDB
export GOPROXY=http://127.0.0.1:1
file go.mod "module example.com/m" "" "go 1.99"
file m.go "package m"
file "$HOME/.config/go/env" "GOTOOLCHAIN=local"
ORACLE="1.21 newest"
before() { fails "go.mod requires go >= 1.99" "$GO" list .; }
after() { fails "download go1.99.0" "$GO" list .; }
