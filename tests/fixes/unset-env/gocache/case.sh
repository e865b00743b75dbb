# Somebody once turned the build cache off; the file was never looked at again.
CHECK=cache-not-writable ROOT=$HOME
unset GOCACHE
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/m/m.go" "package m"
file "$HOME/.config/go/env" "GOFLAGS=-mod=mod" "GOCACHE=off"
before() { cd "$HOME/m" && fails "build cache is disabled by GOCACHE=off" "$GO" build .; }
after() { cd "$HOME/m" && passes "$GO" build .; }
