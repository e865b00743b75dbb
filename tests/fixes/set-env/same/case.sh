# The line is there already: nothing would change.
SET="name=GOINSECURE value=a.example layer=goenv"
ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.config/go/env" "GOINSECURE=a.example"
before() { prints a.example "$GO" env GOINSECURE; }
