# An older go stands before a newer one in every new terminal.
use_shell zsh
old=$(release oldest)
[ "$old" != "$newest" ] || skip_case "only one Go here"
CHECK=go-shadowed ROOT=$HOME HERE='case $(whence -p go) in */new/go) ;; *) false ;; esac'
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
mkdir -p "$HOME/old" "$HOME/new"
ln -s "${old#* }" "$HOME/old/go"
ln -s "${newest#* }" "$HOME/new/go"
printf 'export PATH=%s:%s:$PATH\n' "$HOME/old" "$HOME/new" >"$HOME/.zshrc"
PATH=$HOME/new:$BASE_PATH
places() { ask_shells interactive; }
before() { prints /old/go in_fresh interactive "whence -p go"; }
after() { prints /new/go in_fresh interactive "whence -p go"; }
