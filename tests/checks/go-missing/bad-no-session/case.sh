# The install of go.dev: one line in ~/.profile, which every login shell reads
# and hands on.  A terminal that comes from none is worth a word, no warning.
# A long case: ./dev long.
use_bash
bin=$(dirname "${newest#* }")
printf '%s\n' 'case $- in *i*) ;; *) return ;; esac' 'HISTSIZE=1000' >"$HOME/.bashrc"
printf '%s\n' 'if [ -n "$BASH_VERSION" ] && [ -f "$HOME/.bashrc" ]; then' \
	'	. "$HOME/.bashrc"' fi "export PATH=\$PATH:$bin" >"$HOME/.profile"
PLACES="shell login interactive noninteractive"
ORACLE=newest
oracle() {
	prints "go$REL" env -i HOME="$HOME" TERM=dumb bash -lc 'go version'
	prints "go$REL" env -i HOME="$HOME" TERM=dumb bash -lc 'bash -ic "go version"'
	fails "" env -i HOME="$HOME" TERM=dumb bash -ic 'command -v go'
}
