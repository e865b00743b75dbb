# A start-up file exports it: there it is changed.
# A long case: ./dev long.
use_shell bash
CHECK=env-pattern-dead ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
printf 'PATH=$PATH:%s\nexport GOPRIVATE="a.example, b.example"\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
places() { ask_shells interactive; }
HERE='test "$(go env GOPRIVATE)" = a.example,b.example'
before() { prints "a.example, b.example" in_fresh interactive "go env GOPRIVATE"; }
after() { prints a.example,b.example in_fresh interactive "go env GOPRIVATE"; }
