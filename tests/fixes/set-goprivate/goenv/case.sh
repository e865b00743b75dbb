# A blank behind the comma, in the go env file.
CHECK=env-pattern-dead ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.config/go/env" "GOPRIVATE=a.example, https://b.example/x" "GOFLAGS=-mod=mod"
after() { prints "a.example,b.example/x" "$GO" env GOPRIVATE; }
