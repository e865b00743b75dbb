# zsh reads .zshrc in both, here in the folder that ZDOTDIR names, which
# .zshenv sets; a folder with a blank and a quote in its name.
use_shell zsh
CHECK=go-missing ROOT=$HOME HERE="whence -p go"
SET="dir=$HOME/it's"
mkdir -p "$HOME/it's"
ln -s "${newest#* }" "$HOME/it's/go"
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/z/.zshrc" "setopt no_beep"
file "$HOME/.zshenv" "export ZDOTDIR=\$HOME/z"
places() { ask_shells login interactive; }
before() { fails "" in_fresh login "whence -p go"; }
after() {
	prints "it's/go" in_fresh login "whence -p go"
	prints "it's/go" in_fresh interactive "whence -p go"
}
