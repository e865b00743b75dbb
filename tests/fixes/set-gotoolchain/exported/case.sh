# A start-up file exports local: the go env file would not be heard.
# A long case: ./dev long.
use_shell bash
CHECK=go-too-old ROOT=$T/repo
needs 1.21
file go.mod "module example.com/m" "" "go 1.99"
file m.go "package m"
printf 'export PATH=$PATH:%s\nexport GOTOOLCHAIN=local\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
unset GOSUMDB
export GOPROXY=http://127.0.0.1:1
export GOTOOLCHAIN=auto
places() { ask_shells interactive; }
HERE='test "$(go env GOTOOLCHAIN)" = auto'
before() { prints local in_fresh interactive "cd $T/repo; go env GOTOOLCHAIN"; }
after() { prints auto in_fresh interactive "cd $HOME; go env GOTOOLCHAIN"; }
