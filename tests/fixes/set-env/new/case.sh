# By its id alone, where there is no go env file yet.
SET="name=GOINSECURE value=example.com"
ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
after() { prints example.com "$GO" env GOINSECURE; }
