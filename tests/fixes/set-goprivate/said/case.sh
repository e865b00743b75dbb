# What is not certain can be said.
# A long case: ./dev long.
SET="name=GOPRIVATE value=example.com/dep1"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file "$HOME/.config/go/env" "GOPRIVATE=https://example.com:8443/dep1"
mkmod example.com/dep1 v1.0.0
after() { private private "$("$GO" env GOPRIVATE)"; }
