# GOROOT of the very go that runs, exported as tutorials have it.
# A long case: ./dev long.
use_shell bash
CHECK=goroot-set ROOT=$HOME HERE='test -z "$GOROOT"'
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
root=$(env GOTOOLCHAIN=local "${newest#* }" env GOROOT)
printf 'PATH=$PATH:%s\nexport GOROOT=%s\n' "$(dirname "${newest#* }")" "$root" >"$HOME/.bashrc"
places() { ask_shells interactive; }
before() { prints "$root" in_fresh interactive 'echo $GOROOT'; }
after() { prints "is ." in_fresh interactive 'echo is $GOROOT.'; }
