#!/bin/sh
# --linear: the same application as prompts and plain lines.
. "$srcdir/tests/cli/fixlib.sh"

sick
# lines TEXT…: typed one after the other.
lines() {
	printf '%s\n' "$@" | "$GOMEND" -C "$repo" --linear >"$w/got" 2>&1
	rc=$?
}

lines q
[ "$rc" = 0 ] && says '1 error gomod-invalid in go.mod:3' && says 'f 1 mends it' && says 'q to quit'
ok $? "the findings, numbered, and what to type"
LC_ALL=C tr -d '\n\t[:print:]\200-\377' <"$w/got" >"$w/odd"
[ ! -s "$w/odd" ]
ok $? "no control characters"
"$GOMEND" -C "$repo" --linear >"$w/got" 2>&1 </dev/null
[ $? = 0 ]
ok $? "the end of the input ends it"
lines 1 q
says 'gomod-invalid  go.mod:3' && says 'why'
ok $? "a number tells why"
lines 99 f x zz q
[ "$rc" = 0 ] && says 'no finding 99' && says 'no command'
ok $? "what is not there is said"
lines '?' q
says 'f NUMBER' && says '/WORD'
ok $? "? is help"
lines '/nosuch' '/' q
says 'filter "nosuch"' && [ "$(grep -c '^1 error gomod-invalid' "$w/got")" = 2 ]
ok $? "/ filters, / alone ends it"
lines '/!gomod' q
[ "$(grep -c '^1 error gomod-invalid' "$w/got")" = 1 ]
ok $? "! inverts"
printf 'go: modules disabled by GO111MODULE=off\n' >"$w/ci.log"
lines "L $w/ci.log" "L $w/none.log" L q
[ "$rc" = 0 ] && says 'modules-off  line 1' && says 'none.log' && says 'Type L and the file'
ok $? "L reads a log"
lines m c j q
says 'example.com/sick' && says 'not changed anything'
ok $? "modules, places, journal"
"$GOMEND" -C "$repo" --linear --read-only >"$w/got" 2>&1 <<END
f 1
u
q
END
[ "$(grep -c 'read-only' "$w/got")" = 2 ] && ! says 'mends it' && grep -q '1\.x' "$repo/go.mod"
ok $? "--read-only offers no fix"

look "$repo" >"$w/before"
lines 'f 1' 'version=1.20' '' n q
look "$repo" >"$w/after"
[ "$rc" = 0 ] && says '+go 1.20' && cmp -s "$w/before" "$w/after"
ok $? "a fix: choices, preview, no"
lines 'f 1' 'version=old' '' q q
look "$repo" >"$w/after"
says 'old' && cmp -s "$w/before" "$w/after"
ok $? "a choice that cannot be is asked for again"
lines 'f 1' 'version=1.20' '' y j u y q
look "$repo" >"$w/after"
says 'Verified' && says 'in place, verified' && says 'taken back' && cmp -s "$w/before" "$w/after"
ok $? "a fix, the journal, undo"

lines 'f1' 'version=1.20' '' y 'p2' u q
[ "$rc" = 0 ] && says 'Verified' && says 'in place for good' && says 'nothing to take back'
ok $? "f1 without a blank; p drops what is kept"
lines 'p x' q
says 'p all'
ok $? "p of something else"
sick
lines 'f 1 tidy' q
says 'tidy is no fix of gomod-invalid' && grep -q '1\.x' "$repo/go.mod"
ok $? "a fix that is none of the finding"
# A finding with two fixes: each can be had.
printf 'module example.com/sick\n\ngo 1.19\n' >"$repo/go.mod"
mkdir "$repo/other"
printf 'module example.com/other\n\ngo 1.19\n' >"$repo/other/go.mod"
printf 'go 1.19\n\nuse ./other\n' >"$repo/go.work"
lines q
two=$(sed -n 's/^ *or f \([0-9]*\) \([a-z-]*\)$/\1 \2/p' "$w/got" | head -n 1)
lines "f $two" q q
[ -n "$two" ] && says "${two#* }" && ! says 'no fix of'
ok $? "another fix of a finding"
sick

if ! command -v python3 >/dev/null; then
	skip "ACCESSIBLE=1 and TERM=dumb" "no python3"
	echo "1..$n"
	exit 0
fi
ACCESSIBLE=1 talk "$GOMEND" -C "$repo" <<-END
	expect q to quit
	send q
END
[ "$rc" = 0 ]
ok $? "ACCESSIBLE=1"
TALK_TERM=dumb talk "$GOMEND" -C "$repo" <<-END
	expect q to quit
	expect >
	send q
END
esc=$(printf '\033')
[ "$rc" = 0 ] && ! grep -q "$esc" "$w/got"
ok $? "TERM=dumb, without a sequence"
TALK_TERM=dumb talk "$GOMEND" -C "$repo" <<-END
	expect >
	signal INT
END
[ "$rc" = 130 ]
ok $? "Ctrl-C at the prompt"
TALK_TERM=dumb talk "$GOMEND" -C "$repo" <<-END
	expect >
	send f 1
	expect Enter goes on
	signal INT
	expect >
	send q
END
[ "$rc" = 0 ] && grep -q '1\.x' "$repo/go.mod"
ok $? "Ctrl-C in a fix ends the fix alone"
TALK_TERM=dumb talk "$GOMEND" -C "$repo" <<-END
	expect >
	sh printf 'module example.com/sick\n\ngo 1.20\n' >$repo/go.mod
	expect It has changed
	send l
	expect >
	send q
END
[ "$rc" = 0 ]
ok $? "a change is told while it waits"
sick
TALK_TERM=dumb talk "$GOMEND" -C "$repo" <<-END
	expect >
	hangup
END
[ "$rc" != 99 ]
ok $? "it ends with the terminal"
echo "1..$n"
