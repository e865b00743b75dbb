# Neither finds it; the profile reads ~/.bashrc, so one file reaches both. It
# returns early where nobody types, has no last newline, and is a link into a
# folder of dotfiles.
use_shell bash
CHECK=go-missing ROOT=$HOME HERE="command -v go"
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.bash_profile" '[ -f ~/.bashrc ] && . ~/.bashrc'
file "$HOME/dot/bashrc" 'case $- in *i*) ;; *) return ;; esac' "alias ll='ls -l'"
printf 'alias la="ls -a"' >>"$HOME/dot/bashrc"
ln -s dot/bashrc "$HOME/.bashrc"
places() { ask_shells login interactive; }
before() { fails "" in_fresh interactive "command -v go"; }
after() {
	passes in_fresh login "command -v go"
	passes in_fresh interactive "command -v go"
	[ -L "$HOME/.bashrc" ] || fails x true
}
