# The environment hides a value of the go env file; the user drops the latter.
# Both lines of the name go, the others stay.
CHECK=env-file-hidden ROOT=$HOME SET=layer=goenv
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.config/go/env" "GOPROXY=direct" "GOINSECURE=example.com" "GOPROXY=off"
after() { prints example.com "$GO" env GOINSECURE; }
