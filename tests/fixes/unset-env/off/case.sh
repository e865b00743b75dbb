# GO111MODULE=off of an old tutorial, in the file of zsh.
# A long case: ./dev long.
use_shell zsh
CHECK=module-mode-off ROOT=$HOME HERE='test "$(go env GO111MODULE)" != off'
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'PATH=$PATH:%s\nexport GO111MODULE=off\n' "$(dirname "${newest#* }")" >"$HOME/.zshrc"
places() { ask_shells interactive; }
before() { prints off in_fresh interactive "go env GO111MODULE"; }
after() { prints "is ." in_fresh interactive 'echo "is $(go env GO111MODULE)."'; }
