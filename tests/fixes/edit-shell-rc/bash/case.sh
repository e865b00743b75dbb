# ~/.bashrc has GOFLAGS, and no login shell reads that file.
use_shell bash
unset GOPROXY GOSUMDB GOTOOLCHAIN
CHECK=shell-login-differs ROOT=$HOME ROUNDS=-
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'export PATH=$PATH:%s\nexport GOFLAGS=-mod=mod\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
printf 'export PATH=$PATH:%s\n' "$(dirname "${newest#* }")" >"$HOME/.bash_profile"
export GOFLAGS=-mod=mod
places() { ask_shells login interactive; }
before() { prints "is ." in_fresh login 'echo "is $(go env GOFLAGS)."'; }
after() { prints -mod=mod in_fresh login "go env GOFLAGS"; }
