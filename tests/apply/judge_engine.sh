# judge.sh, and then what gomend-apply owes beyond the state: the journal says
# how it ended, nothing is left behind, and recovering again changes nothing.
# It runs for every point: little but the shell itself.
bad() {
	echo "$1"
	exit 1
}
# 3 is "neither, and the next start goes on": that it does is looked at here.
if [ "${KSTEP_EXIT:-}" = 3 ]; then
	grep -q '"state":"stuck"' "$work/output" || bad "it ends with 3, and does not say stuck"
	set -- kill
fi
state=$(. "$srcdir/tests/apply/judge.sh") || bad "$state"
kept=$HOME/.local/state/gomend
last=none
for dir in "$kept"/txn/*; do [ ! -d "$dir" ] || last=$dir; done
ended=none
if [ "$last" != none ]; then
	while read -r line; do
		case $line in
		*'"rec":"begin"'*) ended=open ;;
		*'"rec":"commit"'*) ended=applied ;;
		*'"rec":"rolled-back"'*) ended=rolled-back ;;
		*'"rec":"undo"'*) ended=undoing ;;
		*'"rec":"undo-stopped"'*) ended=applied ;;
		*'"rec":"undone"'*) ended=undone ;;
		esac
	done <"$last/journal"
fi
# The words of the journal that go with before and after.
case $state in
before) words=$JOURNAL_before ;;
*) words=$JOURNAL_after ;;
esac
case " $words " in
*" $ended "*) ;;
*) bad "$state, but the journal says $ended" ;;
esac
[ ! -s "$kept/lock" ] || [ -z "$RECOVER" ] || bad "the lock has an owner"
for word in $STATES; do
	[ ! -e "$word/.git/index.lock" ] || bad "left behind: index.lock"
	[ $ended != applied ] || continue
	for found in "$word"/.git/gomend "$word"/.gomend-undo "$word"/*/.gomend-undo; do
		[ ! -e "$found" ] || bad "$ended, but left behind: $found"
	done
done
for found in "$kept"/stage/* "$kept"/stages/*; do
	[ ! -e "$found" ] && [ ! -L "$found" ] || [ "$ended" = applied ] || bad "$ended, but left behind: $found"
done
if [ -n "$RECOVER" ] && [ $((${KSTEP_K:-0} % 8)) = 0 ]; then
	# shellcheck disable=SC2086 # a list of folders
	was=$("$TREESTATE" -i $STATES; cat "$kept"/txn/*/journal 2>/dev/null | wc -l)
	$RECOVER >/dev/null 2>&1 </dev/null || bad "the second recovery fails"
	# shellcheck disable=SC2086
	is=$("$TREESTATE" -i $STATES; cat "$kept"/txn/*/journal 2>/dev/null | wc -l)
	[ "$was" = "$is" ] || bad "the second recovery changes something"
fi
echo "$state"
