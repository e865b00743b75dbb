# judge.sh, and then what gomend-apply owes beyond the state: the journal says
# how it ended, and so does the recovery that ended it; nothing is left behind;
# recovering again changes nothing.
#   judge_engine.sh recover   of a recovery that a call failed: it says so, or
#                             has done its work; the next one has anyway
# KEPT names paths beyond the usual where undo copies may lie.
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
kept=$HOME/.local/state/gomend
# How the last transaction ended, by its journal: $ended.  A record whose head
# was lost with the power is none, whatever its tail says.
look() {
	last=none ended=none
	for dir in "$kept"/txn/*; do [ ! -d "$dir" ] || last=$dir; done
	[ -f "$last/journal" ] || return
	while read -r line; do
		case $line in
		'{'*'"rec":"begin"'*) ended=open ;;
		'{'*'"rec":"commit"'*) ended=applied ;;
		'{'*'"rec":"rolled-back"'*) ended=rolled-back ;;
		'{'*'"rec":"undo"'*) ended=undoing ;;
		'{'*'"rec":"undo-stopped"'*) ended=applied ;;
		'{'*'"rec":"undone"'*) ended=undone ;;
		esac
	done <"$last/journal"
}
look
was=$ended
if [ "$1" = recover ]; then
	case $KSTEP_EXIT:$ended in
	0:open | 0:undoing) bad "recovery ends with 0, but it is $ended" ;;
	0:*) ;;
	SIG*) bad "recovery crashed with $KSTEP_EXIT" ;;
	*) [ -s "$work/output" ] || bad "recovery fails without a word" ;;
	esac
	set -- kill
fi
recover=$RECOVER RECOVER= told=
if [ -n "$recover" ] && ! told=$($recover 2>&1 </dev/null); then
	bad "recovery fails: $told"
fi
state=$(. "$srcdir/tests/apply/judge.sh") || bad "$state"
RECOVER=$recover
look
case $was:$told in
*'"rec":"recovered"'*"\"state\":\"$ended\""*) ;;
*'"rec":"recovered"'*) bad "it is $ended, but recovery says $told" ;;
open:* | undoing:*) [ -z "$RECOVER" ] || bad "recovery says nothing, and it was $was" ;;
esac
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
	for found in "$word"/.git/gomend "$word"/.gomend-undo "$word"/*/.gomend-undo ${KEPT:-}; do
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
