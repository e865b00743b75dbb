SET="name=GOMOD value=/x"
ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
before() { fails "GOMOD cannot be modified" "$GO" env -w GOMOD=/x; }
