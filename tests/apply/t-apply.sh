# Every kind of step: applied, verified, taken back to the byte, the inode and
# the nanosecond; and what is refused, with nothing changed.
. "$srcdir/tests/apply/lib.sh"
. "$srcdir/tests/apply/engine.sh"

# whole NAME WORDS... : the plan of these words does what it says, and undo
# brings back exactly what was.
whole() {
	whole_name=$1
	shift
	sample
	remember
	plan_of "$@"
	if ! apply; then
		not_ok "$whole_name" "$(cat "$said_by")"
		return
	fi
	"$TREESTATE" -i $IGNORED "$repo" >"$work/applied.txt"
	"$TREESTATE" -c "$work/was.txt" "$work/applied.txt" >"$work/effect"
	if [ ! -s "$work/effect" ]; then
		not_ok "$whole_name" "nothing was changed"
		return
	fi
	"$ENGINE" undo 1 >"$said_by" 2>&1 || { not_ok "$whole_name: undo" "$(cat "$said_by")"; return; }
	whole_left=$(leftovers)
	if said=$(same_as_was) && [ -z "$whole_left" ]; then
		ok "$whole_name, and back"
	else
		not_ok "$whole_name: undo" "$said $whole_left"
	fi
}
# effect NAME TEXT : what the last whole() changed.
effect() { says "$1" "$2" cat "$work/effect"; }

whole "an edit" edit "$repo/go.mod" 1.20 1.21
effect "only the file was changed" "go.mod bytes"
check "nothing but it and its folder" sh -c "! grep -v -e 'go.mod ' -e 'repo mtime' '$work/effect'"
check "owner, mode and attributes stay" sh -c "! grep -e 'go.mod mode' -e 'go.mod owner' -e user. '$work/effect'"
whole "a new file" write "$repo/new.txt" "some text"
effect "a new file is there" "new.txt appeared"
whole "a file replaced" write "$repo/run.sh" "#!/bin/sh
exit 1
"
whole "a file with a mode" write "$repo/new.sh" "#!/bin/sh" as 0755
check "the mode is the one of the plan" grep -q 'new.sh file mode=0755' "$work/applied.txt"
whole "a folder" mkdir "$repo/dir"
whole "folders and files in them" mkdir "$repo/dir" mkdir "$repo/dir/sub" write "$repo/dir/sub/f" x
whole "a file removed" remove "$repo/run.sh"
whole "a tree removed" remove "$repo/vendor"
whole "a link removed" remove "$repo/link"
whole "a link" link "$repo/other" go.mod
whole "a link that leads elsewhere" link "$repo/link" run.sh
whole "a mode" mode "$repo/run.sh" 0700
whole "a folder's mode" mode "$repo/vendor" 0700
whole "a file moved" move "$repo/run.sh" "$repo/vendor/run.sh"
whole "a tree moved" move "$repo/vendor" "$repo/old"
whole "edited, moved, and a link left behind" edit "$repo/vendor/modules.txt" v1 v2 \
	move "$repo/vendor" "$repo/old" absent link "$repo/vendor" old
# With a stage: it is made anew by each sample().
whole_staged() {
	sample_more=stage_more
	whole "$@"
	sample_more=:
}
if command -v git >/dev/null; then
	whole_staged "a tree in place of another" stage "$staged" tree "$repo/vendor" "$staged/vendor"
	check "the mode of the old one stays" sh -c "grep '$repo/vendor ' '$work/applied.txt' | grep -q mode=2775"
	whole_staged "a new tree" stage "$staged" tree "$repo/third" "$staged/vendor"
	whole_staged "a prepared file" stage "$staged" from "$repo/go.mod" "$staged/prepared"
	whole_staged "a new prepared file" stage "$staged" from "$repo/other" "$staged/prepared"
	whole_staged "git's index" stage "$staged" index "$repo/.git/index" "$staged/index"
	effect "nothing but the index" ".git/index bytes"
	check "no lock is left" test ! -e "$repo/.git/index.lock"
fi

echo "1..$n"
