# As it stands in a git remote: a scheme, a user, and the host with capitals.
CHECK=env-pattern-dead
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file "$HOME/.config/go/env" "# of the team" "GOPRIVATE=*.corp.test,ssh://git@Example.com/dep1" "GOFLAGS=-mod=mod"
mkmod example.com/dep1 v1.0.0
before() { private public "$("$GO" env GOPRIVATE)"; }
after() {
	prints "*.corp.test,example.com/dep1" "$GO" env GOPRIVATE
	private private "$("$GO" env GOPRIVATE)"
}
