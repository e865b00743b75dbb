SET="name=GOPRIVATE value=https://example.com/dep1"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file "$HOME/.config/go/env" "GOPRIVATE=HTTPS://example.com/dep1"
mkmod example.com/dep1 v1.0.0
before() { private public "https://example.com/dep1"; }
