# GOROOT of yesterday's release, exported by a line inside an "if".
# A long case: ./dev long.
use_shell bash
old=$(release oldest)
[ "$old" != "$newest" ] || skip_case "only one Go here"
CHECK=goroot-mismatch ROOT=$HOME HERE='test -z "$GOROOT"'
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/m/m.go" "package m"
root=$(env GOTOOLCHAIN=local "${old#* }" env GOROOT)
printf 'PATH=$PATH:%s\nif true; then\n  export GOROOT=%s\nfi\n' "$(dirname "${newest#* }")" "$root" >"$HOME/.bashrc"
places() { ask_shells interactive; }
before() { prints "$root" in_fresh interactive "go env GOROOT"; }
after() { prints "$(env -u GOROOT GOTOOLCHAIN=local "${newest#* }" env GOROOT)" in_fresh interactive "go env GOROOT"; }
