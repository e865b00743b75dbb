# The line that exports it does more: a block takes it away again. In fish.
# A long case: ./dev long.
use_shell fish
CHECK=module-mode-off ROOT=$HOME HERE='test "$(go env GO111MODULE)" != off'
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'set -gx PATH $PATH %s; set -gx GO111MODULE off\n' "$(dirname "${newest#* }")" >"$HOME/config"
mkdir -p "$HOME/.config/fish"
mv "$HOME/config" "$HOME/.config/fish/config.fish"
places() { ask_shells interactive; }
before() { prints off in_fresh interactive "go env GO111MODULE"; }
after() { prints "GO111MODULE is ." in_fresh interactive 'echo GO111MODULE is (go env GO111MODULE).'; }
