#!/bin/sh
# gomend fix: shown, asked, done, verified; refused, stopped, put back.
. "$srcdir/tests/cli/fixlib.sh"

# ---- shown, and nothing changed ----

sick
look "$repo" "$w/home" >"$w/before"
run "$GOMEND" fix gomod-invalid "$repo" --dry-run
look "$repo" "$w/home" >"$w/after"
[ "$rc" = 0 ] && says 'write "go 1.' && says '-go 1.x' &&
	says '+go 1.' && says -- '--dry-run'
ok $? "--dry-run shows the change as a diff"
cmp -s "$w/before" "$w/after" && [ -z "$(ls -A "$w/tmp")" ]
ok $? "--dry-run changes nothing at all, not even the state folder"

run "$GOMEND" fix gomod-invalid "$repo"
look "$repo" "$w/home" >"$w/after"
[ "$rc" = 2 ] && says '+go 1.' && says -- '--yes' && cmp -s "$w/before" "$w/after"
ok $? "without a terminal it shows the change and says how to go on"

run "$GOMEND" fix gomod-invalid "$repo" --dry-run --json
[ "$rc" = 0 ] && says '"state":	"planned"' && says '"diff":' &&
	says '"fix":	"set-go-line"'
ok $? "--json is one document with the plan"
# Refused before anything is shown or run.
look "$repo" >"$w/before"
run env -u HOME "$GOMEND" fix gomod-invalid "$repo" --yes --set version=1.20
look "$repo" >"$w/after"
[ "$rc" = 2 ] && says 'XDG_STATE_HOME' && ! says 'This runs' &&
	! says 'What will change' && cmp -s "$w/before" "$w/after"
ok $? "without HOME: refused at once"
: >"$w/file"
run env XDG_STATE_HOME="$w/file" "$GOMEND" fix gomod-invalid "$repo" --yes --set version=1.20
[ "$rc" = 2 ] && says "$w/file" && ! says 'What will change'
ok $? "a state folder that cannot be: refused at once"
rm "$w/file"
if [ "$(id -u)" = 0 ]; then
	mkdir -p "$w/foreign"
	chown 4321 "$w/foreign"
	run env HOME="$w/foreign" "$GOMEND" fix gomod-invalid "$repo" --yes --set version=1.20
	[ "$rc" = 2 ] && says '--force-owner' && ! says 'What will change'
	ok $? "root in a foreign home: refused at once, with the way out"
	run env HOME="$w/foreign" "$GOMEND" fix --force-owner gomod-invalid "$repo" --yes --set version=1.20
	[ "$rc" = 0 ] && grep -q '^go 1.20' "$repo/go.mod"
	ok $? "--force-owner does it"
	run env HOME="$w/foreign" "$GOMEND" undo "$repo" --yes
	[ "$rc" = 2 ] && says '--force-owner' && grep -q '^go 1.20' "$repo/go.mod"
	ok $? "undo refuses there, too"
	run env HOME="$w/foreign" "$GOMEND" undo --force-owner "$repo" --yes
	[ "$rc" = 0 ] && grep -q '1\.x' "$repo/go.mod"
	ok $? "but for --force-owner"
	rm -rf "$w/foreign"
else
	skip "root in a foreign home" "this is not root"
fi
run "$GOMEND" --read-only fix gomod-invalid "$repo" --yes
[ "$rc" = 2 ] && says 'read-only'
ok $? "--read-only refuses"
run "$GOMEND" fix nosuch "$repo"
[ "$rc" = 2 ] && says 'neither a check, a fix nor a folder'
ok $? "an id that is none"
run "$GOMEND" fix gosum-conflict "$repo"
[ "$rc" = 2 ] && says 'no finding gosum-conflict'
ok $? "a finding that is not there"
run "$GOMEND" fix gomod-invalid "$repo" --set nosuch=1 --dry-run
[ "$rc" = 2 ] && says 'nosuch'
ok $? "a choice that there is not"
run "$GOMEND" fix gomod-invalid "$repo" --set version=old --yes
[ "$rc" = 2 ] && says 'old' && grep -q '1\.x' "$repo/go.mod"
ok $? "a choice that cannot be"
run "$GOMEND" fix set-go-line@ffff "$repo" --dry-run
[ "$rc" = 2 ]
ok $? "a fingerprint that is none"

# ---- done, verified, taken back ----

look "$repo" >"$w/before"
run "$GOMEND" fix gomod-invalid "$repo" --yes --set version=1.21
[ "$rc" = 0 ] && grep -q '^go 1.21 // old$' "$repo/go.mod" && says 'Verified' &&
	says 'gomend undo 1'
ok $? "--yes does it, verifies it and says how to take it back"
run "$GOMEND" check "$repo" --only gomod-invalid
[ "$rc" = 0 ]
ok $? "the finding is gone"
run "$GOMEND" fix gomod-invalid "$repo" --yes
[ "$rc" = 2 ]
ok $? "there is nothing to mend twice"
run "$GOMEND" -C "$repo" undo --yes
look "$repo" >"$w/after"
[ "$rc" = 0 ] && says 'taken back' && cmp -s "$w/before" "$w/after"
ok $? "undo: as before, to the inode and the nanosecond"

# A finding may be named by its fingerprint, and a fix by its own name.
id=$("$GOMEND" check "$repo" --only gomod-invalid --json | sed -n 's/.*"fingerprint":[[:space:]]*"\([0-9a-f]*\)".*/\1/p' | head -n 1)
run "$GOMEND" fix "gomod-invalid@$id" "$repo" --dry-run
[ "$rc" = 0 ] && [ -n "$id" ]
ok $? "ID@FINGERPRINT"
run "$GOMEND" -C "$repo" fix set-go-line --dry-run
[ "$rc" = 0 ] && says '+go 1.'
ok $? "a fix by its own name"

# ---- several findings of one id ----

sick
mkdir "$repo/two"
printf 'module example.com/two\n\ngo 1.y\n' >"$repo/two/go.mod"
run "$GOMEND" fix gomod-invalid "$repo" --yes
[ "$rc" = 2 ] && says 'two/go.mod' && [ "$(grep -c 'gomod-invalid@' "$w/got")" -ge 2 ] &&
	grep -q '1\.x' "$repo/go.mod"
ok $? "several findings: they are listed, nothing is done"
both=$("$GOMEND" check "$repo" --only gomod-invalid --json |
	sed -n 's/.*"fingerprint":[[:space:]]*"\([0-9a-f]*\)".*/gomod-invalid@\1/p' | sort -u | tr '\n' ' ')
# shellcheck disable=SC2086 # two words
run "$GOMEND" fix $both "$repo" --yes --set version=1.21
[ "$rc" = 0 ] && grep -q '^go 1.21' "$repo/go.mod" && grep -q '^go 1.21' "$repo/two/go.mod" &&
	[ "$(find "$state/txn" -maxdepth 1 -name '[0-9]*' | wc -l)" = 2 ]
ok $? "several IDs make one plan"
run "$GOMEND" -C "$repo" undo --yes
grep -q '1\.x' "$repo/go.mod" && grep -q '1\.y' "$repo/two/go.mod"
ok $? "taken back as one"

# ---- put back ----

if command -v go >/dev/null; then
	sick
	look "$repo" >"$w/before"
	# That mends the one error and brings another: no such Go is here.
	run "$GOMEND" fix gomod-invalid "$repo" --yes --set version=1.99
	look "$repo" >"$w/after"
	[ "$rc" = 1 ] && says 'new error' && says 'go-too-old' && cmp -s "$w/before" "$w/after"
	ok $? "a new error: everything is put back, status 1"
	run "$GOMEND" history
	[ "$rc" = 0 ] && says 'put back'
	ok $? "the journal says so"
else
	skip "a new error: everything is put back" "no go"
	skip "the journal says so" "no go"
fi

# ---- on a terminal ----

if ! command -v python3 >/dev/null; then
	skip "questions on a terminal" "no python3"
	echo "1..$n"
	exit 0
fi
sick
talk "$GOMEND" fix gomod-invalid "$repo" <<-END
	expect Enter goes on
	send version=1.20
	expect go 1.20
	expect Enter goes on
	send
	expect +go 1.20
	expect Apply? [y/N
	send y
	expect gomend undo
END
[ "$rc" = 0 ] && grep -q '^go 1.20' "$repo/go.mod"
ok $? "choices, preview, yes"

sick
look "$repo" >"$w/before"
talk "$GOMEND" fix gomod-invalid "$repo" --set version=1.20 <<-END
	expect Enter goes on
	send
	expect Apply? [y/N
	send n
	expect Nothing was changed
END
look "$repo" >"$w/after"
[ "$rc" = 2 ] && cmp -s "$w/before" "$w/after"
ok $? "no is no"
talk "$GOMEND" fix gomod-invalid "$repo" --set version=1.20 <<-END
	expect Enter goes on
	send q
	expect Nothing was changed
END
[ "$rc" = 2 ]
ok $? "q at the choices says that nothing was changed"

talk "$GOMEND" fix gomod-invalid "$repo" <<-END
	expect Enter goes on
	send
	expect Apply? [y/N
	sh echo '// mine' >>$repo/go.mod
	send y
	expect go.mod
END
[ "$rc" = 2 ] && grep -q '1\.x' "$repo/go.mod" && grep -q '// mine' "$repo/go.mod"
ok $? "a file that changed meanwhile stops it"

sick
look "$repo" >"$w/before"
for at in 'Enter goes on' 'Apply? [y/N'; do
	talk "$GOMEND" fix gomod-invalid "$repo" <<-END
		expect Enter goes on
		$([ "$at" = 'Enter goes on' ] || printf 'send\nexpect %s' "$at")
		signal INT
	END
	look "$repo" >"$w/after"
	[ "$rc" = 130 ] && cmp -s "$w/before" "$w/after"
	ok $? "Ctrl-C at \"$at\": 130, nothing changed"
done

talk "$GOMEND" fix gomod-invalid "$repo" <<-END
	expect Enter goes on
	hangup
END
look "$repo" >"$w/after"
[ "$rc" != 99 ] && [ "$rc" != 0 ] && cmp -s "$w/before" "$w/after"
ok $? "the terminal goes away at a question: nothing changed"

# ---- cut off while it is applied ----

# gomend-apply waits in front of its work, or is killed in it.
private_bin <<END
#!/bin/sh
case \$1 in
apply)
	if [ -f "$w/kill-at" ]; then
		"$builddir/tests/apply/kstep" kill "\$(cat "$w/kill-at")" -u "$repo" -- "$GOMEND_APPLY" "\$@"
		# Where it came to its end before, that was its end.
		[ \$? != 3 ] || exit 0
		kill -KILL \$\$
	fi
	if [ -f "$w/hold" ]; then
		: >"$w/held"
		while [ -f "$w/hold" ]; do sleep 0.05; done
	fi
	;;
esac
exec "$GOMEND_APPLY" "\$@"
END
G=$w/bin/gomend
: >"$w/hold"
talk "$G" fix gomod-invalid "$repo" --yes --set version=1.20 <<-END
	expect +go 1.20
	sh while [ ! -e $w/held ]; do sleep 0.05; done
	hangup
END
was=$rc
grep -q '1\.x' "$repo/go.mod"
still=$?
rm -f "$w/hold" "$w/held"
limit=100
while ! grep -q '^go 1.20' "$repo/go.mod" && [ "$limit" -gt 0 ]; do
	limit=$((limit - 1))
	sleep 0.1
done
[ "$was" != 99 ] && [ "$still" = 0 ] && grep -q '^go 1.20' "$repo/go.mod"
ok $? "the terminal goes away while applying: it comes to its end by itself"
run "$G" check "$repo" --only gomod-invalid
says 'not verified' && says 'gomend undo'
ok $? "the next start says so"
run "$G" check "$repo" --only gomod-invalid
! says 'not verified'
ok $? "once"
run "$G" undo "$repo" --yes
[ "$rc" = 0 ] && grep -q '1\.x' "$repo/go.mod"
ok $? "and it can be taken back"

: >"$w/hold"
talk "$G" fix gomod-invalid "$repo" --yes --set version=1.20 <<-END
	sh while [ ! -e $w/held ]; do sleep 0.05; done
	signal INT
	sh rm $w/hold
END
rm -f "$w/hold" "$w/held"
[ "$rc" = 130 ] && grep -q '1\.x' "$repo/go.mod"
ok $? "Ctrl-C while applying: 130, as before"

if "$builddir/tests/apply/kstep" count -- true >/dev/null 2>&1; then
	good=0 said=0 tries=0
	for k in 5 100 200 300 400 450 500 550 600 700 800; do
		sick
		cksum <"$repo/go.mod" >"$w/sum"
		echo "$k" >"$w/kill-at"
		run "$G" fix gomod-invalid "$repo" --yes --set version=1.20
		case $rc in 0 | 1 | 2) said=$((said + 1)) ;; esac
		rm -f "$w/kill-at"
		tries=$((tries + 1))
		if cksum <"$repo/go.mod" | cmp -s - "$w/sum" ||
			grep -q '^go 1.20' "$repo/go.mod"; then
			good=$((good + 1))
		fi
	done
	echo "# killed at $tries, $good before or after"
	[ "$good" = "$tries" ] && [ "$said" = "$tries" ]
	ok $? "gomend-apply killed: found out at once, before or after"
else
	skip "gomend-apply killed" "no ptrace"
fi

# ---- two instances ----

sick
run "$G" fix gomod-invalid "$repo" --yes --set version=1.20
cat >"$w/lock.py" <<-END
	import fcntl, os, struct, sys, time
	f = open(sys.argv[1], "r+")
	fcntl.fcntl(f, 37, struct.pack("hhqqixxxx", fcntl.F_WRLCK, 0, 0, 0, 0))
	open(sys.argv[2], "w").close()
	while os.path.exists(sys.argv[2]):
	    time.sleep(0.05)
END
sick
python3 "$w/lock.py" "$state/lock" "$w/locked" 2>"$w/lock.err" &
if wait_for "$w/locked"; then
	look "$repo" >"$w/before"
	run "$G" fix gomod-invalid "$repo" --yes
	look "$repo" >"$w/after"
	[ "$rc" = 2 ] && cmp -s "$w/before" "$w/after"
	ok $? "while another applies, it is refused"
	run "$G" check "$repo" --only gomod-invalid
	[ "$rc" = 1 ]
	ok $? "looking goes on meanwhile"
	rm -f "$w/locked"
else
	skip "while another applies, it is refused" "no OFD locks"
	skip "looking goes on meanwhile" "no OFD locks"
fi
wait
echo "1..$n"
