# As it stands in the browser.
file "$HOME/.config/go/env" "GOPRIVATE=https://example.com"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
mkmod example.com/dep1 v1.0.0
oracle() {
	private public "https://example.com"
	private private "example.com"
}
