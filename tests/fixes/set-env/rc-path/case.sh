# PATH is not go's: a line that sets it would take every program away.
use_shell bash
SET="name=PATH value=/nowhere layer=rc"
ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.bashrc" "alias ll='ls -l'"
places() { ask_shells interactive; }
