# A long case: ./dev long.
use_shell zsh
unset GOPROXY GOSUMDB GOTOOLCHAIN
CHECK=shell-login-differs ROOT=$HOME ROUNDS=-
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'export PATH=$PATH:%s\n' "$(dirname "${newest#* }")" >"$HOME/.zshrc"
export GOFLAGS=-mod=mod
places() { ask_shells login; }
before() { prints "is ." in_fresh login 'echo is $(go env GOFLAGS).'; }
after() { prints -mod=mod in_fresh login "go env GOFLAGS"; }
