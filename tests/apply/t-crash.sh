# kill -9, and failing calls, at every system call of apply, undo and recovery:
# afterwards everything is exactly as before or exactly as after, the journal
# says which, and nothing is left behind.
#
# As it is: killed at calls that change something, for a plan that holds every
# kind of step: each fourth; CRASH=each (t-crash-all.sh): at each.  CRASH=recovery
# (t-crash-recovery.sh): the calls fail as well, no two names can be exchanged, and recovery is killed.
# CRASH=all (./dev crash): each kind alone, at every stop of every
# call; recovery killed at each of its own calls; every error at every call of
# apply, undo and recovery.
. "$srcdir/tests/apply/lib.sh"
. "$srcdir/tests/apply/engine.sh"
. "$srcdir/tests/apply/crash.sh"

every_kind() {
	crash_case "every kind of step" -t "$repo/go.mod" -t "$repo/new.txt" \
		-t "$repo/run.sh" -t "$repo/dir/f" -t "$repo/link" \
		-t "$repo/.git/index" -t "$repo/old/modules.txt" -t "$repo/vendor" -- \
		stage "$staged" \
		edit "$repo/go.mod" 1.20 1.21 write "$repo/new.txt" text \
		write "$repo/run.sh" "exit 1" mkdir "$repo/dir" write "$repo/dir/f" x \
		link "$repo/link" run.sh mode "$repo/run2.sh" 0700 \
		remove "$repo/gone" tree "$repo/built" "$staged/vendor" \
		index "$repo/.git/index" "$staged/index" \
		edit "$repo/vendor/modules.txt" v1 v2 move "$repo/vendor" "$repo/old" \
		absent link "$repo/vendor" old
}
kinds() {
	one edit -t "$repo/go.mod" -- edit "$repo/go.mod" 1.20 1.21
	one write -t "$repo/new.txt" -- write "$repo/new.txt" text
	one replace -t "$repo/run.sh" -- write "$repo/run.sh" "exit 1"
	one mkdir -- mkdir "$repo/dir"
	one "remove a file" -- remove "$repo/run.sh"
	one "remove a tree" -- remove "$repo/vendor"
	one link -t "$repo/new" -- link "$repo/new" go.mod
	one relink -t "$repo/link" -- link "$repo/link" run.sh
	one mode -- mode "$repo/run.sh" 0700
	one move -- move "$repo/vendor" "$repo/old"
	one tree -- stage "$staged" tree "$repo/vendor" "$staged/vendor"
	one "a new tree" -- stage "$staged" tree "$repo/third" "$staged/vendor"
	one index -t "$repo/.git/index" -- stage "$staged" index "$repo/.git/index" "$staged/index"
}
inside="-w $repo -w $HOME"
NESTED="-e $changes"

errors=ENOSPC,EIO,EACCES,EROFS,EMFILE

if [ "${CRASH:-}" = all ]; then
	one() {
		one_name=$1
		crash_case "$@" || return
		each_kill "$one_name, killed at every stop" -s --in "$plan" -- "$ENGINE" apply
		each_fail "$one_name, a call fails" EIO -s $inside --in "$plan" -- "$ENGINE" apply
		as_undo
		each_kill "$one_name undone, killed at every stop" -s -- "$ENGINE" undo 1
		each_fail "$one_name undone, a call fails" EIO -s $inside -- "$ENGINE" undo 1
	}
	kinds
	every_kind || exit 1
	each_kill "every kind, killed at every stop" -s --in "$plan" -- "$ENGINE" apply
	each_fail "every kind, a call fails" $errors -s $inside --in "$plan" -- "$ENGINE" apply
	each_fail "every kind, all calls fail from then on" $errors from -s $inside --in "$plan" -- "$ENGINE" apply
	each_fail "every kind, transfers are cut short" SHORT -s $inside --in "$plan" -- "$ENGINE" apply
	nested_kill "every kind, killed, recovery killed" 2 -s -e "$changes" --in "$plan" -- "$ENGINE" apply
	NESTED=$inside
	nested_fail "every kind, killed, a call of recovery fails" $errors 31 -s -e "$changes" --in "$plan" -- "$ENGINE" apply
	NESTED="-e $changes"
	as_undo
	each_kill "every kind undone, killed at every stop" -s -- "$ENGINE" undo 1
	each_fail "every kind undone, a call fails" $errors -s $inside -- "$ENGINE" undo 1
	each_fail "every kind undone, all calls fail from then on" $errors from -s $inside -- "$ENGINE" undo 1
	nested_kill "every kind undone, killed, recovery killed" 2 -s -e "$changes" -- "$ENGINE" undo 1
	NESTED=$inside
	nested_fail "every kind undone, killed, a call of recovery fails" $errors 31 -s -e "$changes" -- "$ENGINE" undo 1
elif [ "${CRASH:-}" = recovery ]; then
	every_kind || exit 1
	nested_kill "every kind, killed, recovery killed" 43 -s -e "$changes" --in "$plan" -- "$ENGINE" apply
	as_undo
	nested_kill "every kind undone, killed, recovery killed" 37 -s -e "$changes" -- "$ENGINE" undo 1
	as_apply
	each_fail "every kind, a call fails" ENOSPC -s $inside -e "$changes" --in "$plan" -- "$ENGINE" apply
	as_undo
	each_fail "every kind undone, all calls fail from then on" EIO from -s $inside -e "$changes" -- "$ENGINE" undo 1
else
	every=4
	[ "${CRASH:-}" != each ] || every=1
	every_kind || exit 1
	each_kill "every kind, killed" --every $every -s -e "$changes" --in "$plan" -- "$ENGINE" apply
	as_undo
	each_kill "every kind undone, killed" --every $every -s -e "$changes" -- "$ENGINE" undo 1
	echo "1..$n"
	exit 0
fi

# --- where the file system cannot exchange two names ---

poor=$builddir/tests/apply/noexchange.so
if [ -f "$poor" ] && LD_PRELOAD=$poor true 2>/dev/null; then
	crash_case "without an exchange" -t "$repo/go.mod" -t "$repo/vendor" -t "$repo/link" -- stage "$staged" \
		edit "$repo/go.mod" 1.20 1.21 tree "$repo/vendor" "$staged/vendor" \
		link "$repo/link" run.sh remove "$repo/gone"
	each_kill "without an exchange, killed" -p gomend-apply -e "$changes" --in "$plan" -- env LD_PRELOAD="$poor" "$ENGINE" apply
	as_undo
	each_kill "without an exchange undone, killed" -p gomend-apply -e "$changes" -- env LD_PRELOAD="$poor" "$ENGINE" undo 1
else
	skip "without an exchange" "nothing can be preloaded here"
fi

# --- the power fails ---

# Folders' times are not written down by the disk of the test.
power_on() {
	IGNORE="-d -x $repo/.git/gomend"
	DISK="$repo $HOME"
	INODES="$state/txn/*/journal"
	fresh && keep "$@"
}
if [ "${CRASH:-}" = all ]; then
	power_case() {
		power_name=$1
		crash_case "$@" || return
		power_on before
		each_power "$power_name, the power fails" sh -c "'$ENGINE' apply <'$plan'"
		as_undo
		power_on before -m "$repo/go.mod"
		each_power "$power_name undone, the power fails" "$ENGINE" undo 1
	}
	power_case "an edit" -t "$repo/go.mod" -- edit "$repo/go.mod" 1.20 1.21
	power_case "a file moved, another removed" -- move "$repo/run.sh" "$repo/gone/run.sh" remove "$repo/link"
fi

echo "1..$n"
