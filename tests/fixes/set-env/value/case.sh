SET="name=GOPATH value=some/where"
ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
before() { fails "must be absolute path" "$GO" env -w GOPATH=some/where; }
