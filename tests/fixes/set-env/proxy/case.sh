# go env -w takes it, and no module can be fetched with it.
SET="name=GOPROXY value=banana"
ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18" "" "require example.com/none v1.0.0"
file "$HOME/m/m.go" "package m" "" 'import _ "example.com/none"'
before() { fails "invalid proxy URL missing scheme: banana" env GOPROXY=banana sh -c "cd $HOME/m && $GO mod download example.com/none"; }
