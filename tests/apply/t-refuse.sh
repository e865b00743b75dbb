# What is refused, with its reason and with nothing changed; and what the state
# of the machine may be while it works.
. "$srcdir/tests/apply/lib.sh"
. "$srcdir/tests/apply/engine.sh"

# refused NAME TEXT : the plan in $work/plan is refused, and says TEXT; all is
# as it was remembered, and nothing is left behind.
refused() {
	refused_name=$1 refused_text=$2
	apply
	refused_rc=$?
	untouched "$refused_name" 2 "$refused_text"
}
# untouched NAME STATUS TEXT : so ended the last run.
untouched() {
	left=$(leftovers)
	said=$(same_as_was) || { not_ok "$1" "$said"; return; }
	if [ "$refused_rc" != "$2" ]; then
		not_ok "$1" "it ended with $refused_rc: $(cat "$said_by")"
	elif ! grep -qF -- "$3" "$said_by"; then
		not_ok "$1" "no '$3' in: $(cat "$said_by")"
	elif [ -n "$left" ]; then
		not_ok "$1" "left behind: $left"
	else
		ok "$1"
	fi
}
edit_plan() {
	sample
	plan_of edit "$repo/go.mod" 1.20 1.21
}

# --- it is not what it was ---

edit_plan
printf 'module example.com/y\n\ngo 1.20\n' >"$repo/go.mod"
remember
refused "a file changed after the preview" '"what":"it was written to or touched"'
edit_plan
touch "$repo/go.mod"
remember
refused "a file touched after the preview" "something was changed since the preview"
edit_plan
cp -p "$repo/go.mod" "$repo/x" && mv "$repo/x" "$repo/go.mod"
remember
refused "a file replaced by its like" '"what":"another one is in its place"'
edit_plan
chmod 600 "$repo/go.mod"
remember
refused "another mode" '"what":"its mode was changed"'
edit_plan
rm "$repo/go.mod"
remember
refused "a file gone" '"what":"it is gone"'
edit_plan
rm "$repo/go.mod" && mkdir "$repo/go.mod"
remember
refused "a folder instead" '"what":"it is a folder now"'
sample
plan_of write "$repo/new" x
echo y >"$repo/new"
remember
refused "a file that was not there" '"what":"it is there now"'
sample
plan_of remove "$repo/vendor"
echo x >"$repo/vendor/example.com/a/b.go"
remember
refused "a file more in a tree" '"what":"something in it was changed"'
sample
plan_of link "$repo/link" run.sh
ln -sf run2.sh "$repo/link"
remember
refused "a link that leads elsewhere" "another one is in its place"
sample
plan_of move "$repo/vendor" "$repo/old"
mkdir "$repo/old"
remember
refused "the destination is taken" '"what":"it is there now"'
sample_more=stage_more
sample
sample_more=:
plan_of stage "$staged" tree "$repo/vendor" "$staged/vendor"
echo x >"$staged/vendor/more"
remember
refused "the stage was changed" '"what":"something in it was changed"'
check "a refused stage is gone" test ! -e "$staged"

# --- links ---

sample
mkdir "$repo/d" "$work/elsewhere" && cp "$repo/go.mod" "$repo/d/f"
plan_of edit "$repo/d/f" 1.20 1.21
cp -p "$repo/d/f" "$work/elsewhere/f"
mv "$repo/d" "$repo/d2" && ln -s "$work/elsewhere" "$repo/d"
remember
refused "a folder on the way became a link" "symbolic link, and nothing is written through one"
check "and nothing was written through it" grep -q 1.20 "$work/elsewhere/f"
ln -s "$repo" "$work/way"
sample
sh -c '"$0" "$1" edit "$2" 1.20 1.21 >"$3"' "$PLAN" "$repo" "$work/way/go.mod" "$work/plan"
remember
refused "a path through a link" "symbolic link, and nothing is written through one"

# --- the plan itself ---

sample
remember
plan_of write "$repo/nowhere/new" x
refused "no such folder" "nowhere is not there"
echo '{"fix":"x"' >"$work/plan"
refused "half a plan" "the plan cannot be read"
echo '{"fix":"x","root":"/","ops":[{"kind":"remove","path":"../x"}]}' >"$work/plan"
refused "a path that is not absolute" "not absolute"
printf '{"fix":"x","root":"%s","stage":"%s","ops":[{"kind":"mode","path":"%s/run.sh","mode":1}]}' \
	"$repo" "$repo/vendor" "$repo" >"$work/plan"
refused "a stage that is none is left alone" '"state":"refused"'

# --- others at work ---

if command -v git >/dev/null; then
	# The first one waits for index.lock, with the lock of its own.
	sample_more=stage_more
	sample
	sample_more=:
	plan_of stage "$staged" index "$repo/.git/index" "$staged/index"
	: >"$repo/.git/index.lock"
	remember
	"$ENGINE" apply <"$work/plan" >"$work/first" 2>&1 &
	first=$!
	i=0
	while [ ! -s "$state/lock" ] && [ $i -lt 100 ]; do sleep 0.02; i=$((i + 1)); done
	"$PLAN" "$repo" git "$repo/.git" edit "$repo/go.mod" 1.20 1.21 >"$work/plan2"
	"$ENGINE" apply <"$work/plan2" >"$said_by" 2>&1
	refused_rc=$?
	check "a second one says who is at work" grep -q "another gomend is changing something right now: process $first\"" "$said_by"
	check "and changes nothing" test "$refused_rc" = 2
	kill -KILL $first
	wait $first
	check "the owner's record outlives it" grep -q "\"pid\":$first," "$state/lock"
	"$ENGINE" recover >"$said_by" 2>&1
	refused_rc=$?
	rm "$repo/.git/index.lock"
	: >"$repo/.git/index.lock"
	touch -h -d '2020-01-02 03:04:05.123456789' "$repo/.git"
	check "its lock is free when it is dead" grep -q '"rec":"recovered","n":1,"state":"rolled-back"' "$said_by"
	check "and there is no owner any more" test ! -s "$state/lock"
	check "the index.lock of another stays" test -e "$repo/.git/index.lock"
fi
if command -v git >/dev/null; then
	sample_more=stage_more
	sample
	sample_more=:
	plan_of stage "$staged" index "$repo/.git/index" "$staged/index"
	: >"$repo/.git/index.lock"
	rm -rf "$work/none" && "$TREESTATE" -i $IGNORED "$repo" >"$work/was.txt"
	apply
	refused_rc=$?
	check "index.lock is held: refused" test "$refused_rc" = 2
	check "and says so" grep -q 'git is changing its index right now: .*index.lock is there' "$said_by"
	said=$(same_as_was) && ok "and the lock of the other stays" || not_ok "and the lock of the other stays" "$said"
	check "no transaction is left of it" test ! -e "$state/txn/1"
	(sleep 0.5; rm "$repo/.git/index.lock") &
	sample_more=stage_more
	rm -rf "$staged"
	stage_more
	: >"$repo/.git/index.lock"
	plan_of stage "$staged" index "$repo/.git/index" "$staged/index"
	check "index.lock goes within two seconds: applied" apply
	wait
	git -C "$repo" status --short >"$work/status" 2>&1
	check "git reads the new index" grep -q 'D  run.sh' "$work/status"
	"$ENGINE" undo 2 >"$said_by" 2>&1
	check "git rewrote the index since: undo all the same" told undone
	git -C "$repo" status --short >"$work/status" 2>&1
	check "and git has the old entries" sh -c "! grep -q 'D  run.sh' '$work/status'"
	sample_more=:
fi

# --- who, where, how much ---

if can_mount; then
	sample
	plan_of edit "$repo/go.mod" 1.20 1.21
	remember
	read_only "$repo"
	refused "a read-only file system" "mounted read-only"
	check "with errno" grep -q '"errno":30' "$said_by"
	unmount "$repo"

	small=$work/small
	small_fs "$small" 2m
	repo_kept=$repo
	sample
	cp -a "$repo/." "$small/"
	plan_small() { "$PLAN" "$small" git "$small/.git" "$@" >"$work/plan"; }
	plan_small write "$small/big" "$(head -c 120000 /dev/zero | tr '\0' x)"
	fill "$small" 60
	"$TREESTATE" "$small" >"$work/small.was"
	apply
	refused_rc=$?
	"$TREESTATE" "$small" >"$work/small.is"
	check "not enough room: refused before anything" test "$refused_rc" = 2
	check "and says how much" grep -q 'there is not enough room on the file system of .*bytes are needed' "$said_by"
	check "and nothing was changed" cmp "$work/small.was" "$work/small.is"
	rm "$small/.fill"
	unmount "$small"
	repo=$repo_kept

	sample
	plan_of move "$repo/vendor" "$repo/old"
	mkdir -p "$work/other" && mount -t tmpfs none "$repo/vendor"
	apply
	check "a mount point is not moved" test $? = 2
	unmount "$repo/vendor"
else
	skip "read-only, full and mounted file systems" "$APPLY_MOUNTS"
fi
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	sample
	chown -R 65534 "$HOME"
	plan_of edit "$repo/go.mod" 1.20 1.21
	remember
	refused "root in the home of another" "belongs to another user, and this is root"
	"$ENGINE" --force-owner apply <"$work/plan" >"$said_by" 2>&1
	check "unless it is forced" told applied
	check "and then the state is the owner's" sh -c "! find '$state' ! -user 65534 | grep ."
	sample
	chown -R 0 "$HOME"
	chown -R 65534 "$repo"
	plan_of edit "$repo/go.mod" 1.20 1.21
	remember
	refused "root in the repository of another" "belongs to another user, and this is root"
	# What lies outside of it is root's own business, as long as no copy for
	# undo is kept in its .git.
	plain_plan_of() { "$PLAN" "$repo" "$@" >"$work/plan"; }
	sample
	chown -R 0 "$HOME"
	chown -R 65534 "$repo"
	echo old >"$HOME/own"
	plain_plan_of edit "$HOME/own" old new
	remember
	apply
	check "from there, root's own file alone: done" told applied
	check "and it is as planned" grep -qx new "$HOME/own"
	check "and nothing of the repository is another" sh -c '! find "$0" ! -user 65534 | grep .' "$repo"
	"$ENGINE" undo 1 >"$said_by" 2>&1
	check "and taken back" sh -c '[ "$(cat "$0")" = old ]' "$HOME/own"
	"$PLAN" "$repo" git "$repo/.git" edit "$HOME/own" old new >"$work/plan"
	remember
	refused "undo copies in the repository of another" "belongs to another user, and this is root"
	plain_plan_of edit "$HOME/own" old new edit "$repo/go.mod" 1.20 1.21
	remember
	refused "root's own file, and one of the repository" "belongs to another user, and this is root"
	ln -s "$repo/go.mod" "$HOME/link" && mkdir "$HOME/sub" && ln -s "$repo" "$HOME/sub/way"
	plain_plan_of write "$HOME/sub/way/new" x
	remember
	refused "a way into the repository through a link" "belongs to another user, and this is root"
	plain_plan_of move "$HOME/own" "$repo/own"
	remember
	refused "a move into it" "belongs to another user, and this is root"
	mkdir "$HOME/his" && echo old >"$HOME/his/mine" && chown 65534 "$HOME/his"
	plain_plan_of edit "$HOME/his/mine" old new
	remember
	refused "root's file in a folder of another" "belongs to another user, and this is root"
	chown 65534 "$HOME/own"
	plain_plan_of edit "$HOME/own" old new
	remember
	refused "a file of another in root's folder" "belongs to another user, and this is root"
	sample
	chown -R 65534 "$repo"
	plan_of edit "$repo/go.mod" 1.20 1.21
	"$ENGINE" --force-owner apply <"$work/plan" >"$said_by" 2>&1
	check "forced: the owner stays" sh -c '[ "$(stat -c %u "$0")" = 65534 ]' "$repo/go.mod"
	plan_of write "$repo/new" x
	"$ENGINE" --force-owner apply <"$work/plan" >"$said_by" 2>&1
	check "forced: a new file is the owner's" sh -c '[ "$(stat -c %u "$0")" = 65534 ]' "$repo/new"
	chmod 777 "$work" "$HOME"
	sample
	chown -R 65534:65534 "$repo" "$HOME"
	chown 0:0 "$repo/go.mod" && chmod 666 "$repo/go.mod"
	"$PLAN" "$repo" git "$repo/.git" edit "$repo/go.mod" 1.20 1.21 >"$work/plan"
	chmod 755 "$work"
	remember
	as_nobody "$ENGINE" apply <"$work/plan" >"$said_by" 2>&1
	refused_rc=$?
	untouched "an owner that cannot be kept" 1 "cannot keep the owner of"
	sample
	chown -R 65534:65534 "$repo" "$HOME"
	chown 0:0 "$repo" && chmod 755 "$repo"
	"$PLAN" "$repo" git "$repo/.git" edit "$repo/go.mod" 1.20 1.21 >"$work/plan"
	remember
	as_nobody "$ENGINE" apply <"$work/plan" >"$said_by" 2>&1
	refused_rc=$?
	untouched "a folder without the right to write" 2 '"errno":13'
else
	skip "another's home, repository and files" "not root, or no setpriv"
fi
sample
plan_of edit "$repo/go.mod" 1.20 1.21
remember
env -u HOME "$ENGINE" apply <"$work/plan" >"$said_by" 2>&1
refused_rc=$?
untouched "no HOME: nothing could be undone" 2 "there is no folder for what is kept for undo"

# --- signals ---

for sig in INT TERM; do
	sample
	plan_of edit "$repo/go.mod" 1.20 1.21 write "$repo/new" x mkdir "$repo/dir"
	remember
	"$KSTEP" kill 3 -o -S $sig -s -e renameat2 --in "$work/plan" --out "$said_by" -- "$ENGINE" apply >/dev/null 2>&1
	refused_rc=1
	untouched "SIG$sig between the steps rolls back" 1 "it was cancelled"
	check "and the journal says so" test "$("$PLAN" journal "$state/txn/1/journal")" = rolled-back
done
sample
plan_of edit "$repo/go.mod" 1.20 1.21
"$KSTEP" kill 1 -o -S HUP -s -e renameat2 --in "$work/plan" --out "$said_by" -- "$ENGINE" apply >/dev/null 2>&1
check "SIGHUP does not" told applied
sample
plan_of edit "$repo/go.mod" 1.20 1.21
("$ENGINE" apply <"$work/plan" 2>/dev/null; echo $? >"$work/rc") | true
check "nobody reads what it says" grep -qx 0 "$work/rc"
check "and it is applied" grep -q 1.21 "$repo/go.mod"

# --- undo, and what drifted ---

# drifted NAME WORDS SH TEXT : after applying WORDS and doing SH, undo refuses.
drifted() {
	drift_name=$1 drift_do=$2 drift_text=$3
	shift 3
	sample
	plan_of "$@"
	apply || { not_ok "$drift_name" "$(cat "$said_by")"; return; }
	sh -c "$drift_do"
	"$TREESTATE" -i "$repo" >"$work/was2"
	"$ENGINE" undo 1 >"$said_by" 2>&1
	drift_rc=$?
	"$TREESTATE" -i "$repo" >"$work/is2"
	if [ $drift_rc = 2 ] && grep -qF "$drift_text" "$said_by" && cmp -s "$work/was2" "$work/is2"; then
		ok "$drift_name"
	else
		not_ok "$drift_name" "$drift_rc: $(cat "$said_by"); $("$TREESTATE" -c "$work/was2" "$work/is2")"
	fi
}
export repo
drifted "undo: the file was changed" 'echo >>"$repo/go.mod"' \
	"\"path\":\"$repo/go.mod\",\"what\":\"its bytes were changed\"" edit "$repo/go.mod" 1.20 1.21
kept=$(sed -n 's/.*"kept":"\([^"]*\)".*/\1/p' "$said_by")
if grep -q '1\.20' "$kept" 2>/dev/null; then
	ok "undo: it names the copy of what was there before"
else
	not_ok "undo: it names the copy of what was there before" "$kept: $(cat "$said_by")"
fi
drifted "undo: the file is gone" 'rm "$repo/go.mod"' '"what":"it is gone"' edit "$repo/go.mod" 1.20 1.21
drifted "undo: its mode" 'chmod 600 "$repo/go.mod"' '"what":"its mode was changed"' edit "$repo/go.mod" 1.20 1.21
drifted "undo: what was removed is there again" 'echo x >"$repo/run.sh"' '"what":"it is there now"' remove "$repo/run.sh"
drifted "undo: something new in the new folder" 'echo x >"$repo/dir/mine"' \
	"\"path\":\"$repo/dir/mine\",\"what\":\"it is new\"" mkdir "$repo/dir"
drifted "undo: the old place is taken" 'mkdir "$repo/vendor"' '"what":"it is there now"' move "$repo/vendor" "$repo/old"
drifted "undo: what was moved is gone" 'rm -rf "$repo/old"' '"what":"it is gone"' move "$repo/vendor" "$repo/old"
drifted "undo: the undo copy is gone" 'rm -rf "$repo/.git/gomend"' 'the undo copy is gone' edit "$repo/go.mod" 1.20 1.21
drifted "undo: the link leads elsewhere" 'ln -sf go.mod "$repo/link"' '"what":"it leads elsewhere"' link "$repo/link" run.sh
# In a tree each path is named.
tree_drift() { drifted "$1" "$2" "$3" stage "$staged" tree "$repo/vendor" "$staged/vendor"; }
sample_more=stage_more
tree_drift "undo: a file of the tree changed" 'echo x >"$repo/vendor/new/f"' \
	"\"path\":\"$repo/vendor/new/f\",\"what\":\"its bytes were changed\""
tree_drift "undo: a file of the tree more" 'echo x >"$repo/vendor/new/g"' "\"path\":\"$repo/vendor/new/g\",\"what\":\"it is new\""
tree_drift "undo: a file of the tree less" 'rm "$repo/vendor/new/f"' "\"path\":\"$repo/vendor/new/f\",\"what\":\"it is gone\""
sample
plan_of stage "$staged" tree "$repo/vendor" "$staged/vendor"
apply
cp "$repo/vendor/new/f" "$work/f" && rm "$repo/vendor/new/f" && cp "$work/f" "$repo/vendor/new/f"
"$ENGINE" undo 1 >"$said_by" 2>&1
check "undo: a file written anew with the same bytes is no drift" told undone
sample_more=:
sample
plan_of move "$repo/vendor" "$repo/old"
apply
echo mine >"$repo/old/mine"
"$ENGINE" undo 1 >"$said_by" 2>&1
check "undo: a moved tree carries what was added back" grep -q mine "$repo/vendor/mine"
sample
plan_of edit "$repo/go.mod" 1.20 1.21
apply
"$ENGINE" undo 1 >"$said_by" 2>&1
"$ENGINE" undo 1 >"$said_by" 2>&1
check "undo twice is refused" grep -q 'fix 1 is not in place' "$said_by"
"$ENGINE" undo 7 >"$said_by" 2>&1
check "undo of what never was" grep -q 'there is no fix 7' "$said_by"

# --- mark, put-back, purge ---

sample
plan_of edit "$repo/go.mod" 1.20 1.21
remember
apply
"$ENGINE" mark 1 verified >"$said_by" 2>&1
check "verified" test "$("$PLAN" journal "$state/txn/1/journal")" = verified
"$ENGINE" put-back 1 "a test failed" >"$said_by" 2>&1
refused_rc=$?
untouched "put back" 0 '"state":"put-back"'
check "the journal says so" test "$("$PLAN" journal "$state/txn/1/journal")" = put-back
check "and why" grep -q '"reason":"a test failed"' "$state/txn/1/journal"
# What is said to be kept is what lies there, and what purging frees.
sample_more=stage_more
sample
sample_more=:
plan_of stage "$staged" tree "$repo/vendor" "$staged/vendor"
apply
lies() { find "$repo"/.git/gomend "$state/txn/1" -type f ! -name journal -printf '%s\n' 2>/dev/null | awk '{ n += $1 } END { print n + 0 }'; }
check "what is kept is counted whole" grep -q "\"rec\":\"commit\",\"undo_bytes\":$(lies)[^0-9]\|\"undo_bytes\":$(lies),\"rec\":\"commit\"" "$state/txn/1/journal"
"$ENGINE" purge 1 >"$said_by" 2>&1
check "purged: nothing of it lies there" test "$(lies)" = 0
check "but the journal" test "$("$PLAN" journal "$state/txn/1/journal")" = purged
sample
plan_of edit "$repo/go.mod" 1.20 1.21
apply
"$ENGINE" undo 1 >"$said_by" 2>&1
"$ENGINE" purge all >"$said_by" 2>&1
check "purge of all drops the plans of those that are over" test "$(lies)" = 0
plan_of edit "$repo/go.mod" 1.20 1.22
apply
"$ENGINE" purge all >"$said_by" 2>&1
check "purged: nothing is kept" test ! -e "$repo/.git/gomend"
check "the change stays" grep -q 1.22 "$repo/go.mod"
"$ENGINE" undo 2 >"$said_by" 2>&1
check "and cannot be undone" grep -q 'was purged' "$said_by"
plan_of edit "$repo/go.mod" 1.22 1.23
apply
check "numbers are never used again" test -e "$state/txn/3"

echo "1..$n"
