# Login shells have another value: their line is changed.
# A long case: ./dev long.
use_shell bash
unset GOPROXY GOSUMDB GOTOOLCHAIN
CHECK=shell-login-differs ROOT=$HOME ROUNDS=-
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'export PATH=$PATH:%s\nexport GOFLAGS=-v\n' "$(dirname "${newest#* }")" >"$HOME/.profile"
export GOFLAGS="-mod=mod -v"
places() { ask_shells login; }
before() { prints -v in_fresh login "go env GOFLAGS"; }
after() { prints "-mod=mod -v" in_fresh login "go env GOFLAGS"; }
