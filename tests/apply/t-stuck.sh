# What cannot be put right, cleared or read: said, with the way out; and it
# holds up nothing else.
. "$srcdir/tests/apply/lib.sh"
. "$srcdir/tests/apply/engine.sh"

# another : a project that has nothing to do with it.
another=$work/another
another() {
	rm -rf "$another"
	mkdir -p "$another"
	printf 'module example.com/another\n\ngo 1.20\n' >"$another/go.mod"
	"$PLAN" "$another" edit "$another/go.mod" 1.20 1.21 >"$work/plan"
}
engine() { "$ENGINE" "$@" >"$said_by" 2>&1; }
said_is() { grep -qF -- "$1" "$said_by" || { cat "$said_by"; return 1; }; }
# cut_off AT WORDS... : killed at that rename.
cut_off() {
	cut_at=$1
	shift
	sample
	remember
	plan_of "$@"
	"$KSTEP" kill "$cut_at" -s -e renameat2 --in "$work/plan" --out "$said_by" -- "$ENGINE" apply >/dev/null 2>&1
}
# goes_on NAME : fixes, undo and purge elsewhere.
goes_on() {
	another
	apply
	check "$1: a fix elsewhere goes on" told applied
	nth=$(sed -n 's/.*"rec":"end","n":\([0-9]*\).*/\1/p' "$said_by")
	engine undo "$nth"
	check "$1: so does its undo" told undone
	another
	apply
	engine purge "$(sed -n 's/.*"rec":"end","n":\([0-9]*\).*/\1/p' "$said_by")"
	check "$1: and a purge" told purged
}

# --- something is in the way ---

move_plan() { cut_off 4 edit "$repo/vendor/modules.txt" v1 v2 move "$repo/vendor" "$repo/old"; }
move_plan
mkdir -p "$repo/vendor/.idea"
engine recover
check "the old place is taken: it says so" said_is "$repo/vendor is in the way: $repo/old cannot go back there"
check "and the way out" said_is "move $repo/vendor away and run gomend again"
check "what is there is not touched" test -d "$repo/vendor/.idea" -a -f "$repo/old/modules.txt"
check "the journal says it" grep -q '"rec":"stuck","reason":".* is in the way' "$state/txn/1/journal"
goes_on "the old place is taken"
plan_of write "$repo/vendor/new" x
apply
check "what would touch it is refused" told refused
check "with the reason and the way out" said_is "fix 1 has to be put right first: $repo/vendor is in the way"
check "and the hint" said_is "\"hint\":\"move $repo/vendor away and run gomend again\""
engine undo 1
check "it cannot be undone either, and says why" said_is "fix 1 could not be put right: $repo/vendor is in the way"
mv "$repo/vendor" "$work/away"
engine recover
check "moved away: put right" said_is '"rec":"recovered","n":1,"state":"rolled-back"'
check "as before" same_as_was
rm -rf "$work/away"
move_plan
mkdir "$work/deep" && mv "$repo/old" "$work/deep" && rm -rf "$repo/vendor"
engine recover
check "what was moved is gone: said" said_is '"state":"stuck"'
goes_on "what was moved is gone"
cut_off 2 mkdir "$repo/vendor/d" move "$repo/vendor/example.com" "$repo/vendor/other"
mv "$repo/vendor" "$work/vendor.was"
engine recover
check "its folder is gone: said" said_is '"state":"stuck"'
goes_on "its folder is gone"
rm -rf "$work/vendor.was" "$work/deep"

# --- a journal that is damaged ---

# damage LINE : one byte of it is another.
damage() { sed -i "$1s/\"n/\"m/" "$state/txn/1/journal"; }
move_plan
damage 1
copy=$(ls -d "$repo"/.git/gomend/txn-1.*)
"$TREESTATE" -i "$repo" >"$work/was2"
engine recover
check "the first record is damaged: said, and what lies where" said_is "$state/txn/1/journal is damaged: whether it is in place cannot be told"
check "with the way out" said_is "see in $state/txn/1/plan.json what it was to change and in $copy what was there before"
goes_on "the first record is damaged"
check "the journal is kept" test -s "$state/txn/1/journal"
check "history says so" test "$("$PLAN" journal "$state/txn/1/journal")" = damaged
engine undo 1
check "undo says so" said_is "is damaged"
"$TREESTATE" -i -m "$repo/.git" "$repo" >"$work/is2"
check "nothing is touched" "$TREESTATE" -c -m "$repo/.git" "$work/was2" "$work/is2"
rm -rf "$state/txn/1"
engine recover
check "the folder removed: it is put right" told recovered
# applied_and WORD SHELL : of one that is in place.
applied_and() {
	sample
	plan_of edit "$repo/go.mod" 1.20 1.21
	apply
	copy=$(ls -d "$repo"/.git/gomend/txn-1.*)
	(cd "$state/txn/1" && eval "$2")
	engine recover
	check "$1: said, and where the undo copy is" said_is "and in $copy what was there before"
	goes_on "$1"
	engine purge all
	check "$1: the undo copy is kept" test -f "$copy/0"
	check "$1: the change too" grep -q 1.21 "$repo/go.mod"
}
applied_and "in place, its journal overwritten" "echo hello >journal"
applied_and "in place, its commit damaged" "sed -i s/commit/conmit/ journal"
# Torn in the middle of a record: that one was never written.
move_plan
printf '{"rec":"rolled-ba' >>"$state/txn/1/journal"
engine recover
check "a torn record is none" said_is '"rec":"recovered","n":1,"state":"rolled-back"'
check "and all is as before" same_as_was
check "the next one stands on a line of its own" test "$("$PLAN" journal "$state/txn/1/journal")" = rolled-back
for torn in '' '{"rec":"beg'; do
	mkdir "$state/txn/7"
	printf %s "$torn" >"$state/txn/7/journal"
	engine recover
	check "'$torn' never began" test ! -e "$state/txn/7"
done

# --- moved by a later one ---

# moved NAME TO : a fix, then the project goes to TO; then both are asked.
moved() {
	sample
	rm -rf "$2"
	remember
	plan_of edit "$repo/go.mod" 1.20 1.21
	apply
	copy=$(basename "$repo"/.git/gomend/txn-1.*)
	plan_of move "$repo" "$2"
	apply || not_ok "$1: moved" "$(cat "$said_by")"
	engine undo 1
	check "$1: undo of the one before is refused" told refused
	check "$1: and says which comes first" said_is "has to be taken back first"
	check "$1: with the command" said_is '"hint":"first: gomend undo 2"'
	check "$1: the copy went along" test -e "$2/.git/gomend/$copy"
	engine undo 2
	engine undo 1
	check "$1: in that order both are undone" same_as_was
	plan_of edit "$repo/go.mod" 1.20 1.21
	apply
	copy=$(basename "$repo"/.git/gomend/txn-3.*)
	plan_of move "$repo" "$2"
	apply
	engine purge 3
	check "$1: purged where it is now" sh -c '! find "$@" 2>/dev/null | grep -F "$0"' "$copy" "$2" "$work/.gomend-undo" "$state"
	engine undo 4
	check "$1: and the move is undone" told undone
	said=$(leftovers)
	check "$1: nothing is left" test -z "$said"
	plan_of move "$repo" "$2"
	apply
	engine purge 5
	engine undo 3
	check "$1: what was purged is purged" said_is "what fix 3 kept for undo was purged"
	rm -rf "$2"
}
moved "on one file system" "$work/moved"
if can_mount; then
	small_fs "$work/other" 8m
	moved "to another file system" "$work/other/moved"
	unmount "$work/other"
else
	skip "to another file system" "$APPLY_MOUNTS"
fi
sample
plan_of edit "$repo/go.mod" 1.20 1.21
apply
plan_of move "$repo" "$work/moved"
apply
engine purge 2
engine undo 1
check "a move that was purged: undo says so" said_is "for good: what was before cannot be taken back any more"
rm -rf "$work/moved"

# --- work trees that came since ---

if command -v git >/dev/null; then
	rm -rf "$work/moved" "$work/wt1" "$work/wt2"
	work_tree() { git -C "$1" worktree add -q -b "$(basename "$2")" "$2"; }
	sample
	work_tree "$repo" "$work/wt1"
	plan_of edit "$work/wt1/.git" "$repo" "$work/moved" move "$repo" "$work/moved"
	apply
	work_tree "$work/moved" "$work/wt2"
	work_tree "$work/moved" "$work/moved/inner"
	engine undo 1
	check "a work tree made in the new place: undo is refused" told refused
	check "and names it" said_is "\"path\":\"$work/wt2/.git\",\"what\":\"a git work tree that came since"
	check "the one inside too" said_is "\"path\":\"$work/moved/inner/.git\",\"what\":\"a git work tree that came since"
	check "but not the one that the plan knows" sh -c '! grep wt1 "$0"' "$said_by"
	check "and both work" git -C "$work/wt2" status
	git -C "$work/moved" worktree remove "$work/wt2"
	git -C "$work/moved" worktree remove inner
	engine undo 1
	check "taken away: it is undone" told undone
	check "and the first one works" git -C "$work/wt1" status
	rm -rf "$work/moved" "$work/wt1"
fi

# --- a stage that cannot be removed ---

if can_mount; then
	gone=1.1.1.before.$(uname -n | tr ./ __ | cut -c1-64)
	closed=$work/closed/.gomend-undo
	small_fs "$work/closed" 1m
	mkdir -p "$closed/stage.abcdef"
	mount -o remount,ro "$work/closed"
	sample
	mkdir -p "$state/stages"
	ln -s "$closed/stage.abcdef" "$state/stages/$gone.abcdef"
	ln -s "$work/closed" "$state/stages/touched.$(stat -c %i "$work/closed").1577934245123456789"
	mkdir -p "$repo/.git/gomend/stage.ghijkl"
	ln -s "$repo/.git/gomend/stage.ghijkl" "$state/stages/$gone.ghijkl"
	goes_on "a stage on a disk that is read-only"
	check "the others are swept" test ! -e "$repo/.git/gomend/stage.ghijkl"
	mount -o remount,rw "$work/closed"
	engine recover
	check "writable again: it is swept" test ! -e "$closed"
	check "and its note" test -z "$(ls "$state/stages")"
	unmount "$work/closed"
else
	skip "a stage on a disk that is read-only" "$APPLY_MOUNTS"
fi

echo "1..$n"
