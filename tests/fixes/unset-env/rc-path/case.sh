# PATH is not go's: without it no program is found.
use_shell bash
SET="name=PATH layer=rc"
ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.bashrc" "alias ll='ls -l'"
places() { ask_shells interactive; }
