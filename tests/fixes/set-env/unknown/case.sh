SET="name=FOO value=bar"
ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
before() { fails "unknown go command variable FOO" "$GO" env -w FOO=bar; }
