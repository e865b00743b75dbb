# GOWORK names a file that went long ago: the value goes, no go.work comes.
CHECK=gowork-invalid ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/m/m.go" "package m"
file "$HOME/.config/go/env" "GOWORK=$HOME/gone/go.work" "GOFLAGS=-mod=mod"
before() { cd "$HOME/m" && fails "no such file or directory" "$GO" list .; }
after() { cd "$HOME/m" && passes "$GO" list .; }
