# What one run of a proof came to; kstep calls it with what lib.sh exports.
#   judge.sh kill    before or after is good
#   judge.sh fail    so is before with a failure that was told, and after with
#                    none; the rest is not.  SAYS, words: "errno" and "path"
#                    have to be in the output (a path of NAMES, or the call's)
# Its first word is counted: before, after.
if [ -n "$RECOVER" ] && ! said=$($RECOVER 2>&1 </dev/null); then
	echo "recovery fails: $said"
	exit 1
fi
# shellcheck disable=SC2086 # lists of words
[ "$1" != kill ] || exec "$TREESTATE" $IGNORE -w "$work/before.txt" -w "$work/after.txt" $STATES
# shellcheck disable=SC2086
if ! state=$("$TREESTATE" $IGNORE -w "$work/before.txt" -w "$work/after.txt" $STATES); then
	echo "$state"
	exit 1
fi
bad() {
	echo "$1"
	exit 1
}
case $KSTEP_EXIT:$state in
0:after) ;;
0:before) bad "silent: it ends with 0, but nothing was done" ;;
SIG*) bad "crashed with $KSTEP_EXIT, $state" ;;
*:after) bad "it was done, but it ends with $KSTEP_EXIT" ;;
*:before)
	[ -s "$work/output" ] || bad "not a word about the failure"
	case ${SAYS:-} in
	*errno*)
		grep -qiF "$KSTEP_STRERROR" "$work/output" ||
			bad "no '$KSTEP_STRERROR' in: $(head -n 1 "$work/output")"
		;;
	esac
	case ${SAYS:-} in
	*path*)
		named=
		for name in $NAMES "$(basename "${KSTEP_PATH:-/}")"; do
			grep -qF "$name" "$work/output" && named=yes
		done
		[ -n "$named" ] || bad "no path in: $(head -n 1 "$work/output")"
		;;
	esac
	;;
esac
echo "$state"
