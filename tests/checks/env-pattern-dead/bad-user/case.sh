# The address of a git remote.
# A long case: ./dev long.
file "$HOME/.config/go/env" "GOPRIVATE=ssh://git@example.com/dep1"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
mkmod example.com/dep1 v1.0.0
oracle() {
	private public "ssh://git@example.com/dep1"
	private public "git@example.com/dep1"
	private private "example.com/dep1"
}
