# No module path has a port: what was meant, only its author knows.
SET="name=GOPRIVATE"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file "$HOME/.config/go/env" "GOPRIVATE=https://example.com:8443/dep1"
mkmod example.com/dep1 v1.0.0
before() {
	private public "https://example.com:8443/dep1"
	private public "example.com:8443/dep1"
}
