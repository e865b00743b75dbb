#!/bin/sh
# gomend history and gomend undo: what was done, taking it back, drift, what is
# kept, and what was cut off.
. "$srcdir/tests/cli/fixlib.sh"

run "$GOMEND" history
[ "$rc" = 0 ] && says 'not changed anything' && [ ! -e "$w/home/.local" ]
ok $? "an empty journal, and none is made"
run "$GOMEND" undo
[ "$rc" = 2 ] && says 'nothing to take back'
ok $? "nothing to take back"

sick
look "$repo" >"$w/before"
run "$GOMEND" fix gomod-invalid "$repo" --yes --set version=1.20
[ "$rc" = 0 ] || echo "# the fix ended with $rc"
run "$GOMEND" history
[ "$rc" = 0 ] && says 'set-go-line' && says 'in place, verified' && says "$repo" && says 'kept'
ok $? "the journal names it"
run "$GOMEND" history --json
[ "$rc" = 0 ] && says '"state":	"verified"' && says '"n":	1' && says '"schema":	1'
ok $? "--json"
run "$GOMEND" history "$w/tmp"
[ "$rc" = 0 ] && ! says 'set-go-line'
ok $? "with DIR only what was done there"
run "$GOMEND" history "$repo"
says 'set-go-line'
ok $? "DIR where it was done"

# Local time.
TZ=XXX-5 "$GOMEND" history >"$w/east" 2>&1
TZ=XXX+5 "$GOMEND" history >"$w/west" 2>&1
[ -s "$w/east" ] && ! cmp -s "$w/east" "$w/west"
ok $? "times are those of the place"

look "$repo" "$state" >"$w/done"
run "$GOMEND" -C "$repo" undo
look "$repo" "$state" >"$w/after"
[ "$rc" = 2 ] && says 'go.mod' && says -- '--yes' && cmp -s "$w/done" "$w/after"
ok $? "undo without a terminal shows it and changes nothing"
run "$GOMEND" --read-only -C "$repo" undo --yes
[ "$rc" = 2 ] && grep -q '^go 1.20' "$repo/go.mod"
ok $? "--read-only refuses"
run "$GOMEND" undo x
[ "$rc" = 2 ] && says 'no number'
ok $? "a number that is none"
run "$GOMEND" undo 99 --yes
[ "$rc" = 2 ] && says '99'
ok $? "a number that is not in the journal"

# Drift.
echo '// mine' >>"$repo/go.mod"
run "$GOMEND" -C "$repo" undo --yes
[ "$rc" = 2 ] && says "$repo/go.mod" && grep -q '// mine' "$repo/go.mod"
ok $? "what was changed since is not touched, and named"
sed -i '$d' "$repo/go.mod"

# Twice, in the middle, and the copies.
sick
run "$GOMEND" fix gomod-invalid "$repo" --yes --set version=1.20
look "$repo" >"$w/one"
run "$GOMEND" history --purge 2
[ "$rc" = 0 ] && says 'freed'
ok $? "--purge N"
run "$GOMEND" undo 2 --yes
[ "$rc" = 2 ] && grep -q '^go 1.20' "$repo/go.mod"
ok $? "what was purged is in place for good"
run "$GOMEND" history
says 'in place for good'
ok $? "and the journal says so"
run "$GOMEND" history --purge older=30d
[ "$rc" = 0 ] && "$GOMEND" history | grep -q 'in place, verified'
ok $? "--purge older=30d leaves what is new"
run "$GOMEND" history --purge older=0d
[ "$rc" = 0 ] || echo "# $rc"
run "$GOMEND" history --purge x
[ "$rc" = 2 ] && says 'older=30d'
ok $? "--purge of something else"
run "$GOMEND" history --purge all
[ "$rc" = 0 ] && [ ! -e "$repo/.git/gomend" ] && [ -z "$(find "$state/stage" -mindepth 1 2>/dev/null)" ]
ok $? "--purge all: no copy is left"

# ---- what nobody should read ----

sick
"$GOMEND" fix set-env "$repo" --yes --set name=GOPROXY --set value=https://u:hunter2@p.example >"$w/fixed" 2>&1
grep -q '^GOPROXY=https://u:hunter2@p.example$' "$w/home/.config/go/env"
fixed=$?
grep -q 'will be.*hunter2' "$w/fixed" && fixed=told
! grep -q hunter2 "$state"/txn/*/journal || fixed=stored
run "$GOMEND" history
! says hunter2 && says 'set GOPROXY to https://***@p.example' && [ "$fixed" = 0 ]
ok $? "a password of the value is neither stored nor shown as a title"
run "$GOMEND" history --json
! says hunter2
ok $? "nor in --json"
run "$GOMEND" undo "$repo" --yes
[ "$rc" = 0 ] && [ ! -e "$w/home/.config/go/env" ]
ok $? "and taken back"

# ---- a pid that has come to somebody else ----

# The journal of a gomend that was killed, long ago, by the pid of this shell:
# no process of today has applied it.
if command -v python3 >/dev/null; then
mkdir -p "$state/txn/900"
printf '%s\n' '{"rec":"begin","fix":"set-go-line","root":"'"$repo"'","when":"2020-01-02T03:04:05Z","seconds":1577934245,"by":'$$'}' \
	'{"rec":"commit","undo_bytes":0}' |
	python3 -c 'import sys, zlib
for line in sys.stdin:
    line = line.rstrip("\n")
    print("%s %08x" % (line, zlib.crc32(line.encode())))' >"$state/txn/900/journal"
cp "$state/txn/1/plan.json" "$state/txn/900/"
run "$GOMEND" check "$repo" --only gomod-invalid
says 'Fix 900' && says 'not verified'
ok $? "a fix whose gomend is gone is told, whoever has its pid now"
rm -rf "$state/txn/900"
else
	skip "a fix whose gomend is gone is told, whoever has its pid now" "no python3"
fi

# ---- two repositories, one journal ----

rm -rf "$w/a" "$w/b" "$w/c"
for r in a b; do
	sick
	mv "$repo" "$w/$r"
	run "$GOMEND" fix gomod-invalid "$w/$r" --yes --set version=1.20
done
mkdir -p "$w/c/.git" "$w/a/below"
last=$("$GOMEND" history --json | sed -n 's/.*"n":	\([0-9]*\).*/\1/p' | head -n 1)
run "$GOMEND" -C "$w/c" undo --yes
[ "$rc" = 2 ] && says "$w/c" && says "gomend undo $last" && grep -q '^go 1.20' "$w/b/go.mod"
ok $? "nothing here: the number of the last one elsewhere is named"
run "$GOMEND" -C "$w/a/below" undo --yes
[ "$rc" = 0 ] && grep -q '^go 1.x' "$w/a/go.mod" && grep -q '^go 1.20' "$w/b/go.mod"
ok $? "-C: the last one of that repository"
run "$GOMEND" undo "$w/a" --yes
[ "$rc" = 2 ] && says 'nothing to take back' && grep -q '^go 1.20' "$w/b/go.mod"
ok $? "and then none of another"
(cd "$w/b" && run "$GOMEND" undo --yes && exit "$rc") && grep -q '^go 1.x' "$w/b/go.mod"
ok $? "without -C that of the current folder"
rm -rf "$w/a" "$w/b" "$w/c"

# ---- a stage that nobody owns any more ----

sick
mkdir -p "$state/stages" "$repo/.git/gomend/stage.abcdef"
: >"$repo/.git/gomend/stage.abcdef/x"
sh -c 'echo $$' >"$w/pid"
space=$(readlink /proc/self/ns/pid 2>/dev/null | sed 's/.*\[\([0-9]*\)\]/\1/')
ln -s "$repo/.git/gomend/stage.abcdef" "$state/stages/$(cat "$w/pid").${space:-0}.1.gone.$(uname -n | tr ./ __ | cut -c1-64).abcdef"
run "$GOMEND" --read-only check "$repo" --only gomod-invalid
! says 'cut off' && [ -e "$repo/.git/gomend/stage.abcdef" ]
ok $? "--read-only leaves it, and has nothing to say of it"
run "$GOMEND" check "$repo" --only gomod-invalid
! says 'cut off' && [ ! -e "$repo/.git/gomend/stage.abcdef" ]
ok $? "the next start removes it in silence"

# ---- cut off ----

kstep=$builddir/tests/apply/kstep
if ! "$kstep" count -- true >/dev/null 2>&1; then
	skip "what was cut off is finished and said at the next start" "no ptrace"
	echo "1..$n"
	exit 0
fi
# gomend-apply is killed with the whole of gomend: nobody finds out at once.
private_bin <<END
#!/bin/sh
if [ "\$1" = apply ]; then
	cat >"$w/plan"
	"$kstep" kill "\$(cat "$w/kill-at")" -u "$repo" -- "$GOMEND_APPLY" apply <"$w/plan" >/dev/null
	kill -KILL \$PPID
	exit 9
fi
exec "$GOMEND_APPLY" "\$@"
END
G=$w/bin/gomend
rm -rf "$state"
open=0 said=0 good=0
for k in $(seq 150 50 900); do
	sick
	cksum <"$repo/go.mod" >"$w/sum"
	echo "$k" >"$w/kill-at"
	run "$G" fix gomod-invalid "$repo" --yes --set version=1.20
	"$G" history --read-only --json >"$w/json" 2>"$w/err"
	grep -q '"state":	"open"' "$w/json" || continue
	open=$((open + 1))
	grep -q 'read-only' "$w/err" || echo "# at $k --read-only said nothing"
	run "$G" check "$repo" --only gomod-invalid
	says 'was cut off' && said=$((said + 1))
	run "$G" history --json
	if cksum <"$repo/go.mod" | cmp -s - "$w/sum" && ! says '"state":	"open"'; then
		good=$((good + 1))
	else
		echo "# at $k it is neither before nor after"
	fi
	run "$G" check "$repo" --only gomod-invalid
	says 'was cut off' && echo "# at $k it is said twice"
done
echo "# $open were cut off in the middle"
[ "$open" -gt 0 ] && [ "$said" = "$open" ] && [ "$good" = "$open" ]
ok $? "what was cut off is finished and said at the next start"
echo "1..$n"
