# Only login shells have GOFLAGS: without it they build as this one does.
# A long case: ./dev long.
use_shell bash
unset GOPROXY GOSUMDB GOTOOLCHAIN
CHECK=shell-login-differs ROOT=$HOME ROUNDS=-
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'export PATH=$PATH:%s\nexport GOFLAGS=-mod=mod\n' "$(dirname "${newest#* }")" >"$HOME/.profile"
places() { ask_shells login; }
before() { prints -mod=mod in_fresh login "go env GOFLAGS"; }
after() { prints "is ." in_fresh login 'echo "is $(go env GOFLAGS)."'; }
