# Without the scheme it would match everything: that is no advice to give.
# A long case: ./dev long.
file "$HOME/.config/go/env" "GOPRIVATE=https://*"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
mkmod example.com/dep1 v1.0.0
oracle() {
	private public "https://*"
	private private "*"
}
