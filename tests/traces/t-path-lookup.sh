#!/bin/sh
# path-lookup: aliases, functions, builtins, keywords, names with a slash and
# names of nothing, as the real shells take them (type, command -v).
# shellcheck disable=SC2154 # srcdir, builddir and out come from tests/run
. "$srcdir/tests/probe/lib.sh"
t=$(cd "$t" && pwd -P)
h=$t/home
GOMEND_SCAN=$builddir/gomend-scan
export GOMEND_SCAN
secret=ghp_$$abcdefghijklmnopqrstuvwxyz0123456789
mkdir -p "$t/one" "$t/two"
for d in one two; do
	printf '#!/bin/sh\necho %s\n' "$d" >"$t/$d/tool"
	chmod +x "$t/$d/tool"
done
cp "$t/one/tool" "$t/repo/local"
cp "$t/one/tool" "$t/repo/noexec"
chmod -x "$t/repo/noexec"

# look SHELL PLACE NAME...: what gomend says of each, into $t/NAME
answered() {
	[ "$(grep -c '^looked ' "$t/got")" -ge "$1" ]
}
look() {
	asked=$(command -v "$1") place=$2
	shift 2
	: >"$t/got"
	{
		until_true 20 grep -q ' settled=1 ' "$t/got"
		i=0
		for name in "$@"; do
			i=$((i + 1))
			echo "lookup $place $name"
			until_true 10 answered $i
		done
		echo quit
	} | (cd "$t/repo" && env -i HOME="$h" TERM=dumb PATH=/usr/bin:/bin \
		GOMEND_SCAN="$GOMEND_SCAN" TEST_SHELL="$asked" timeout 60 \
		"$tool" --no-go --place shell --place "$place" "$t/repo") >>"$t/got" 2>"$t/err"
	cat "$t/got" >>"$t/said"
}
# says NAME PATTERN: the outcome of NAME
says() {
	grep "^looked [a-z]* $1 " "$t/got" | grep -q -e "$2" || {
		echo "# want $2"
		grep "^looked [a-z]* $1 " "$t/got" | sed 's/^/# /'
		return 1
	}
}
: >"$t/said"
for sh in bash zsh fish dash sh; do
	command -v $sh >/dev/null 2>&1 || {
		n=$((n + 1))
		echo "ok $n - $sh # SKIP no $sh"
		continue
	}
	rm -rf "$h"
	mkdir -p "$h/.config/fish"
	rc="alias go='go -x'
alias hush='curl -H $secret'
f() { :; }
PATH=$t/one:$t/two:\$PATH"
	case $sh in
	bash) echo "$rc" >"$h/.bash_profile" ;;
	zsh) echo "$rc" >"$h/.zshrc" ;;
	fish)
		printf '%s\n' "alias go='command go -x'" "alias hush='curl -H $secret'" \
			'function f; end' "set -gx PATH $t/one $t/two \$PATH" \
			>"$h/.config/fish/config.fish"
		;;
	*) echo "$rc" >"$h/.profile" ;;
	esac
	keyword=if
	[ $sh != fish ] || keyword=begin
	look $sh login go hush f cd test $keyword tool nosuchtool ./local ./noexec \
		./nosuch "$t/two/tool"
	# The shell itself, of each.
	real() { # COMMAND
		env -i HOME="$h" TERM=dumb LC_ALL=C PATH=/usr/bin:/bin "$(command -v $sh)" \
			-l -i -c "$1" </dev/null 2>/dev/null
	}
	real 'type go' | grep -q -e alias -e function &&
		says go 'runs the alias or function' && says go ' bad=1 '
	ok $? "$sh: an alias go is what runs, and no other program sees it"
	[ $sh = fish ] || grep -q "^step Is \"go\" a word of the shell's own? yes value=.*go -x" "$t/got"
	ok $? "$sh: what the alias says"
	real 'type f' | grep -q function && says f 'runs the alias or function'
	ok $? "$sh: a function"
	real 'type cd' | grep -q -e builtin -e function &&
		{ says cd 'cd is part of .* itself: no program runs' ||
			{ [ $sh = fish ] && says cd 'runs the alias or function'; }; }
	ok $? "$sh: cd, a builtin (of fish a function)"
	real 'type test' | grep -q builtin && says test 'test is part of' &&
		says test "change=A program that starts test.* gets $(PATH=/usr/bin:/bin command -v env | sed 's/env$//')test"
	ok $? "$sh: test, which is a program as well"
	says $keyword "$keyword is part of"
	ok $? "$sh: a keyword"
	[ "$(real 'command -v tool')" = "$t/one/tool" ] && says tool "$t/one/tool runs"
	ok $? "$sh: a program: the first on PATH, as the shell says"
	! real 'command -v nosuchtool' | grep -q . && says nosuchtool 'No nosuchtool is on PATH' &&
		says nosuchtool ' bad=1 '
	ok $? "$sh: a name of nothing"
	[ "$(cd "$t/repo" && "$(command -v $sh)" -c ./local)" = one ] && says ./local './local runs'
	ok $? "$sh: a name with a slash is that file"
	! (cd "$t/repo" && "$(command -v $sh)" -c ./noexec) >/dev/null 2>&1 &&
		says ./noexec './noexec cannot be run' && says ./noexec ' bad=1 '
	ok $? "$sh: a file without the right to run it"
	says ./nosuch './nosuch is no file' && says "$t/two/tool" "$t/two/tool runs"
	ok $? "$sh: a file that is not there; one that PATH would hide"
done
! grep -q -F "$secret" "$t/said"
ok $? "no secret of an alias is told"

# What the trace says of a shell that remembers: each of them does, but fish.
for sh in bash zsh fish dash; do
	command -v $sh >/dev/null 2>&1 || continue
	rm -f "$t/one/hashed"
	cp "$t/two/tool" "$t/two/hashed"
	got=$(env -i PATH="$t/one:$t/two:/usr/bin:/bin" "$(command -v $sh)" -c \
		"hashed; cp '$t/one/tool' '$t/one/hashed'; hashed" | tr '\n' ' ')
	case $sh in
	fish) [ "$got" = "two one " ] ;;
	*) [ "$got" = "two two " ] ;;
	esac
	ok $? "$sh: a program that was put before another, after that was run"
	rm -f "$t/one/hashed"
	[ $sh = fish ] || {
		got=$(env -i PATH="$t/one:$t/two:/usr/bin:/bin" "$(command -v $sh)" -c \
			"hashed; cp '$t/one/tool' '$t/one/hashed'; PATH=\$PATH; hashed" | tr '\n' ' ')
		[ "$got" = "two one " ]
		ok $? "$sh: a new PATH makes it look again"
	}
done
echo "1..$n"
