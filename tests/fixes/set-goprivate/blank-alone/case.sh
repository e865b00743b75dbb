# A blank where the comma should be.
# A long case: ./dev long.
CHECK=env-pattern-dead
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file "$HOME/.config/go/env" "GONOPROXY=none" "GOPRIVATE=a.example example.com"
mkmod example.com/dep1 v1.0.0
before() { prints "a.example example.com" "$GO" env GOPRIVATE; }
after() { prints "a.example,example.com" "$GO" env GOPRIVATE; }
