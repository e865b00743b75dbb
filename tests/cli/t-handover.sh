#!/bin/sh
# Hand-overs: known by their ids, shown with what to type, and never run.
. "$srcdir/tests/cli/fixlib.sh"
go=$(command -v go) || {
	echo "1..0 # SKIP no Go on this machine"
	exit 0
}
go=$("$go" env GOROOT)/bin
for t in sh env cat; do ln -s "$(command -v $t)" "$w/bin/$t"; done
# A stand-in for the editor: it writes down what it was given.
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >"%s"\n' "$w/edited" >"$w/bin/ed it"
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >"%s"\n' "$w/edited" >"$w/bin/editor"
printf '#!/bin/sh\n: >"%s"\n' "$w/ran" >"$w/bin/apt-get"
cp "$w/bin/apt-get" "$w/bin/sudo"
chmod +x "$w/bin/ed it" "$w/bin/editor" "$w/bin/apt-get" "$w/bin/sudo"
PATH_WAS=$PATH
# alone COMMAND…: without git on PATH.
alone() { run env PATH="$go:$w/bin" SHELL="${SH:-/bin/sh}" EDITOR=editor "$@"; }

sick
repo="$w/a repo"
rm -rf "$repo"
mv "$w/repo" "$repo"
printf 'module example.com/sick\n\ngo 1.20\n<<<<<<< ours\n' >"$repo/go.mod"
look "$repo" >"$w/before"
alone "$GOMEND" check --only gomod-invalid "$repo"
[ "$rc" = 1 ] && says 'edit-file' && ! says 'gomend fix'
ok $? "a finding names its hand-over, and offers no fix that there is not"
for shell in sh bash zsh fish; do
	at=$(PATH=$PATH_WAS command -v $shell) || {
		skip "the command in $shell" "no $shell"
		continue
	}
	rm -f "$w/edited"
	SH=$at alone "$GOMEND" fix edit-file "$repo"
	line=$(grep -F 'EDITOR' "$w/got" | sed 's/^ *//')
	[ "$rc" = 2 ] && [ ! -e "$w/edited" ] && [ -n "$line" ] &&
		PATH=$go:$w/bin EDITOR=editor "$at" -c "$line" &&
		[ "$(cat "$w/edited")" = "+4
$repo/go.mod" ]
	ok $? "in $shell: it is shown, status 2, and typed it opens the line"
done
alone "$GOMEND" fix edit-file "$repo" --json
[ "$rc" = 2 ] && says '"handover":	"edit-file"' && says '"state":	"by-hand"'
ok $? "--json is one document"
alone "$GOMEND" fix edit-file,gomod-invalid "$repo" --yes
[ "$rc" = 2 ] && says 'never run by gomend' && says 'go.mod:4'
ok $? "with a fix beside it nothing is done"
look "$repo" >"$w/after"
cmp -s "$w/before" "$w/after"
ok $? "nothing was changed so far"
alone "$GOMEND" fix install-tool "$repo"
[ "$rc" = 2 ] && says 'There is no finding install-tool'
ok $? "one that nothing here has says so"

# A program, and no git to write its revision.
sed -i '/<<<</d' "$repo/go.mod"
printf 'package main\n\nfunc main() {}\n' >"$repo/sick.go"
if grep -qE '^ID(_LIKE)?=.*(debian|ubuntu|alpine|fedora|rhel|suse|arch)' /etc/os-release 2>/dev/null; then
	alone "$GOMEND" fix install-package "$repo" --yes
	[ "$rc" = 2 ] && says 'install it:' && says ' git' && [ ! -e "$w/ran" ]
	ok $? "a package is named, and not installed"
	alone "$GOMEND" fix git-missing "$repo" --yes
	[ "$rc" = 2 ] && says ' git' && says 'no fix' && [ ! -e "$w/ran" ]
	ok $? "the check's id shows the same"
	linear() { env PATH="$go:$w/bin" SHELL=/bin/sh "$GOMEND" --linear "$repo" >"$w/got" 2>&1; }
	echo q | linear
	which=$(sed -n 's/^.*\([0-9][0-9]*\) [a-z]* git-missing.*/\1/p' "$w/got" | head -n 1)
	printf 'f %s\nq\n' "$which" | linear
	says 'shows what to type: install-package' && says 'gomend does not run it' &&
		[ ! -e "$w/ran" ]
	ok $? "f in the linear mode shows it, too"
else
	skip "a package is named" "a system that gomend does not know"
fi

run "$GOMEND" list
says 'edit-file' && says 'install-package' && says 'install-tool'
ok $? "list has them"
run "$GOMEND" explain install-package
[ "$rc" = 0 ] && says 'git-missing' && says 'runs nothing'
ok $? "explain tells what one is, and where it is offered"
run "$GOMEND" explain git-missing
says 'By your hand: install-package.'
ok $? "explain of a check names its hand-over"
run "$GOMEND" explain edit-file --json
says '"kind":	"handover"'
ok $? "and as a document"
echo "1..$n"
