# From one file system to another: everything a file is goes along, the source
# goes last, and the way back is exact.
# A long test: ./dev long.
. "$srcdir/tests/apply/lib.sh"
. "$srcdir/tests/apply/engine.sh"
. "$srcdir/tests/apply/crash.sh"
can_mount || { echo "1..0 # SKIP $APPLY_MOUNTS"; exit 0; }
command -v git >/dev/null || { echo "1..0 # SKIP no git"; exit 0; }

other=$work/other
small_fs "$other" 64m
dst=$other/dst
IGNORED="-x $repo/.git/gomend -x $repo/.gomend-undo -x $other/.gomend-undo"
# What must come along: links, hard links, holes, modes, times, attributes.
sample_more=more
more() {
	mkdir -p "$repo/deep/a/b" "$repo/deep/ro" "$repo/odd name"
	ln "$repo/deep/a/../../go.mod" "$repo/deep/a/b/same"
	echo x >"$repo/deep/one" && ln "$repo/deep/one" "$repo/deep/a/two"
	ln -s ../one "$repo/deep/a/link"
	ln -s /nonexistent "$repo/deep/broken"
	printf 'secret\n' >"$repo/deep/ro/f" && chmod 0400 "$repo/deep/ro/f"
	truncate -s 1M "$repo/deep/sparse" && printf end >>"$repo/deep/sparse"
	setfattr -n user.note -v kept "$repo/deep/a" 2>/dev/null
	setfacl -m u:65534:r "$repo/deep/one" 2>/dev/null
	printf 'x' >"$(printf '%s/deep/bad\377name' "$repo")"
	chmod 0555 "$repo/deep/ro"
	rm -rf "$dst"
	mkdir -p "$dst"
	find "$repo" "$dst" -exec touch -h -d '2020-01-02 03:04:05.123456789' {} +
}

sample
remember
"$TREESTATE" -r "$repo/deep" >"$work/deep.was"
plan_of move "$repo/deep" "$dst/deep"
check "a tree moves to another file system" apply
"$TREESTATE" -r "$dst/deep" >"$work/deep.is"
# The name of go.mod in it was a hard link to what stays behind.
sed 's/\(same file.*\) links=2/\1 links=1/' "$work/deep.was" >"$work/deep.want"
check "with everything that it is" "$TREESTATE" -c "$work/deep.want" "$work/deep.is"
check "holes stay holes" test "$(du -k "$dst/deep/sparse" | cut -f1)" -lt 100
check "the source is gone" test ! -e "$repo/deep"
check "two places keep what undo needs" test "$(find "$other/.gomend-undo" "$dst/.gomend-undo" "$repo/.git/gomend" -maxdepth 1 -name 'txn-*' 2>/dev/null | wc -l)" = 2
check "git does not see them" sh -c 'cat "$0"/.gomend-undo/.gitignore 2>/dev/null || cat "$1"/.gomend-undo/.gitignore' "$dst" "$other"
"$ENGINE" undo 1 >"$said_by" 2>&1
check "undone" told undone
check "exactly" same_as_was
check "with nothing left" test -z "$(leftovers)$(find "$other" -name '.gomend-undo')"
check "the folder there looks untouched" test "$(stat -c %y "$dst")" = "$(stat -c %y "$repo/go.mod")"

# --- progress, and an end to it ---

# Nothing but holes is work all the same: to copy, to read back, to write down.
big() { more; truncate -s "$big" "$repo/deep/sparse"; }
roomy=$work/roomy
small_fs "$roomy" 3g
sample_more=big big=256M
sample
plan_of move "$repo/deep" "$roomy/deep"
apply
check "a large file of holes moves" told applied
bytes_told() { sed -n 's/.*"step":"stage".*"bytes":\([0-9]*\),.*/\1/p' "$said_by"; }
check "and tells its progress all along" test "$(bytes_told | sort -un | wc -l)" -gt 80
check "to the end" test "$(bytes_told | tail -n 1)" -gt 260000000
check "and only forward" sh -c '[ "$1" = "$(printf "%s\n" "$1" | sort -n)" ]' - "$(bytes_told)"
"$ENGINE" undo 1 >"$said_by" 2>&1
check "and back" told undone
# cancelled NAME BYTES : ended when so much is said to be done.
cancelled() {
	sample
	remember
	plan_of move "$repo/deep" "$roomy/deep"
	: >"$said_by"
	"$ENGINE" apply <"$work/plan" >"$said_by" 2>&1 &
	while kill -0 $! 2>/dev/null && [ "$(bytes_told | tail -n 1 | grep . || echo 0)" -lt "$2" ]; do :; done
	kill -INT $!
	wait $!
	check "$1: rolled back" told rolled-back
	check "$1: and says why" grep -q '"message":"it was cancelled"' "$said_by"
	check "$1: not at the end" test "$(bytes_told | tail -n 1)" -lt $(($2 + 500000000))
	check "$1: as before" same_as_was
	check "$1: nothing left" test -z "$(ls -A "$roomy")"
}
big=2G
cancelled "cancelled while it is copied" 1
cancelled "cancelled while it is read back" 800000000
cancelled "cancelled while it is written down" 1500000000
sample_more=more
unmount "$roomy"

sample
plan_of move "$repo/deep" "$dst/deep"
apply
echo more >>"$dst/deep/one"
echo new >"$dst/deep/new"
"$ENGINE" undo 1 >"$said_by" 2>&1
check "undo refuses what was changed there" test $? = 2
check "and names it" grep -q "\"path\":\"$dst/deep/one\",\"what\":\"its bytes were changed\"" "$said_by"
check "its other name too" grep -q "\"path\":\"$dst/deep/a/two\"" "$said_by"
check "and what is new" grep -q "\"path\":\"$dst/deep/new\",\"what\":\"it is new\"" "$said_by"

sample
mkfifo "$repo/deep/pipe"
remember
plan_of move "$repo/deep" "$dst/deep"
apply
check "a pipe in it: refused" test $? = 1
check "with its path" grep -q 'deep/pipe is no file, folder or link' "$said_by"
check "and all is as it was" same_as_was
check "there too" test -z "$(ls -A "$dst")"

# --- the whole repository, with changes inside it on the way ---

repo_moves() {
	set -- edit "$repo/go.mod" 1.20 1.21 \
		write "$repo/new.txt" text \
		write "$repo/run.sh" "exit 1" \
		mkdir "$repo/dir" write "$repo/dir/f" x \
		link "$repo/link" run.sh \
		mode "$repo/run2.sh" 0700 \
		remove "$repo/deep/a" \
		move "$repo/vendor" "$repo/third" \
		index "$repo/.git/index" "$other/stage/ix.abcdef/index" \
		move "$repo" "$dst/repo" absent link "$repo" "$dst/repo"
	"$PLAN" "$repo" git "$repo/.git" stage "$other/stage/ix.abcdef" "$@"
}
index_stage() {
	mkdir -p "$other/stage/ix.abcdef"
	cp "$repo/.git/index" "$other/stage/ix.abcdef/index"
	(cd "$repo" && GIT_INDEX_FILE=$other/stage/ix.abcdef/index git rm -q --cached run.sh)
}
sample
git -C "$repo" status >/dev/null
index_stage
find "$repo" -exec touch -h -d '2020-01-02 03:04:05.123456789' {} +
"$TREESTATE" -i "$repo" >"$work/was.txt"
repo_moves >"$work/plan"
check "a whole repository moves, and changes on its way" apply
check "a link is left behind" test "$(readlink "$repo")" = "$dst/repo"
check "go.mod was edited" grep -q 1.21 "$dst/repo/go.mod"
check "a folder in it was renamed" test -e "$dst/repo/third/modules.txt" -a ! -e "$dst/repo/vendor"
check "a tree in it is gone" test ! -e "$dst/repo/deep/a"
check "a new file is there" grep -qx text "$dst/repo/new.txt"
check "no lock" test ! -e "$dst/repo/.git/index.lock"
check "nor a stage" test ! -e "$other/stage"
git -C "$dst/repo" status --short >"$work/status" 2>&1
check "git has the new index" grep -q 'D  run.sh' "$work/status"
"$ENGINE" undo 1 >"$said_by" 2>&1
check "git looked, and still it can be undone" told undone || cat "$said_by"
IGNORED=''
"$TREESTATE" -i "$repo" >"$work/is.txt"
check "exactly" "$TREESTATE" -c "$work/was.txt" "$work/is.txt"
check "with nothing left" test -z "$(leftovers)$(ls -A "$dst")"

# --- cut off ---

# The destination is made anew for each run as well.
mkdir -p "$work/dst.none"
crash_cross() {
	rm -rf "$proto"
	sample_more='more'
	sample
	chmod 755 "$repo/deep/ro"
	mv "$repo" "$proto"
	STATES="$repo $dst"
	IGNORE="-x $repo/.git/gomend -x $dst/.gomend-undo"
	FRESH="$proto=$repo $work/dst.none=$dst $work/home.none=$HOME"
	rm -rf "$work/home.none" && mkdir -p "$work/home.none"
	make_plan="$(quoted "$PLAN")$(quoted "$repo") git $(quoted "$repo/.git") edit $(quoted "$repo/deep/one") x y move $(quoted "$repo/deep") $(quoted "$dst/deep") absent link $(quoted "$repo/deep") $(quoted "$dst/deep") >$(quoted "$plan")"
	apply_it="$(quoted "$ENGINE")apply <$(quoted "$plan") >$(quoted "$said_by") 2>&1"
	undo_it="$(quoted "$ENGINE")undo 1 >$(quoted "$said_by") 2>&1"
	RESET=$make_plan
	fresh
	keep before
	sh -c "$apply_it" || not_ok "the crash case" "$(cat "$said_by")"
	keep after -d -m "$repo/deep" -m "$dst/deep/one"
	sh -c "$undo_it"
	as_apply
}
crash_cross
across="-w $repo -w $HOME -w $dst"
NESTED="-e $changes"
if [ "${CRASH:-}" = all ]; then
	each_kill "moved across, killed at every stop" -s --in "$plan" -- "$ENGINE" apply
	each_fail "moved across, a call fails" ENOSPC,EIO,EACCES,EROFS,EMFILE -s $across --in "$plan" -- "$ENGINE" apply
	each_fail "moved across, all calls fail from then on" ENOSPC,EIO,EACCES,EROFS,EMFILE from -s $across --in "$plan" -- "$ENGINE" apply
	nested_kill "moved across, killed, recovery killed" 5 -s -e "$changes" --in "$plan" -- "$ENGINE" apply
else
	each_kill "moved across, killed" -s -e "$changes" --every 3 --in "$plan" -- "$ENGINE" apply
fi
as_undo
if [ "${CRASH:-}" = all ]; then
	each_kill "moved back, killed at every stop" -s -- "$ENGINE" undo 1
	each_fail "moved back, a call fails" ENOSPC,EIO,EACCES,EROFS,EMFILE -s $across -- "$ENGINE" undo 1
	nested_kill "moved back, killed, recovery killed" 5 -s -e "$changes" -- "$ENGINE" undo 1
else
	each_kill "moved back, killed" -s -e "$changes" -- "$ENGINE" undo 1
fi

unmount "$other"
echo "1..$n"
