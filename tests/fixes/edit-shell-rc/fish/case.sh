use_shell fish
unset GOPROXY GOSUMDB GOTOOLCHAIN
CHECK=shell-login-differs ROOT=$HOME ROUNDS=-
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.config/fish/config.fish" "set -gx PATH \$PATH $(dirname "${newest#* }")"
export GOFLAGS=-mod=mod
places() { ask_shells login; }
after() { prints -mod=mod in_fresh login "go env GOFLAGS"; }
before() { prints unset in_fresh login "test -n (go env GOFLAGS); or echo unset"; }
