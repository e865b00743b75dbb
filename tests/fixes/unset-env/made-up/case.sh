# A build cache below /proc, exported by a start-up file: that is where it goes.
# A long case: ./dev long.
use_shell bash
CHECK=cache-not-writable ROOT=$HOME HERE='test -z "$GOCACHE"'
unset GOCACHE
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/m/m.go" "package m"
file "$HOME/.bashrc" "PATH=\$PATH:$(dirname "${newest#* }")" "export GOCACHE=/proc/nosuch" "alias ll='ls -l'"
places() { ask_shells interactive; }
before() { prints /proc/nosuch in_fresh interactive "go env GOCACHE"; }
after() { prints "$HOME/.cache/go-build" in_fresh interactive "go env GOCACHE"; }
