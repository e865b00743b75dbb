# Somebody changes things while it works: nothing is written outside, nothing
# of theirs is lost, and it never ends in between.  And many at once.
# RACE_ROUNDS: of each (15; t-race-all.sh: 60).
. "$srcdir/tests/apply/lib.sh"
. "$srcdir/tests/apply/engine.sh"
FLIP=$builddir/tests/apply/flip
[ -x "$FLIP" ] || { echo "1..0 # SKIP no flip"; exit 0; }
rounds=${RACE_ROUNDS:-15}

# race NAME ARM WORDS... : $rounds times, WORDS is applied while flip does ARM
# (shell words).  Each ends as it says; then check_round says what is wrong.
race() {
	race_name=$1 race_arm=$2
	shift 2
	race_done=0 race_refused=0 race_back=0 race_stuck=0 race_bad='' race_n=0
	while [ $race_n -lt "$rounds" ] && [ -z "$race_bad" ]; do
		race_n=$((race_n + 1))
		race_sample
		plan_of "$@"
		# Sometimes from the start, sometimes in its middle.
		eval "\"\$FLIP\" $((race_n * 379 % 8000)) $race_arm &"
		flipper=$!
		apply
		race_rc=$?
		kill -KILL $flipper
		wait $flipper 2>/dev/null
		case $race_rc in
		0) race_done=$((race_done + 1)) ;;
		1) race_back=$((race_back + 1)) ;;
		2) race_refused=$((race_refused + 1)) ;;
		# The way back was barred as well: it says so, and the next
		# start, once nobody flips, puts it right (check_round).
		3) race_stuck=$((race_stuck + 1)) ;;
		*) race_bad="it ended with $race_rc: $(cat "$said_by")" ;;
		esac
		[ -n "$race_bad" ] || race_bad=$(check_round)
	done 2>/dev/null
	if [ -z "$race_bad" ]; then
		ok "$race_name: $race_n rounds; $race_done applied, $race_refused refused, $race_back rolled back, $race_stuck put right by the next start"
	else
		not_ok "$race_name, round $race_n" "$race_bad"
	fi
}

# --- a folder on the way becomes a link out of the repository ---

outside=$work/outside
race_sample() {
	sample_race
	mkdir "$repo/d"
	printf 'go 1.20\n' >"$repo/d/f"
	rm -rf "$outside"
	mkdir "$outside"
	printf 'go 1.20\n' >"$outside/f"
	printf 'mine\n' >"$outside/g"
}
# No git: this is about folders, and fast.
sample_race() {
	rm -rf "$repo" "$HOME"
	mkdir -p "$HOME" "$repo/.git"
}
check_round() {
	[ "$(cat "$outside/f")" = 'go 1.20' ] || echo "outside/f: $(cat "$outside/f")"
	[ "$(ls -A "$outside" | tr '\n' ' ')" = 'f g ' ] || echo "outside: $(ls -A "$outside")"
	[ ! -L "$repo/d" ] || rm "$repo/d"
	[ ! -d "$repo/d.aside" ] || mv "$repo/d.aside" "$repo/d"
	case $race_rc in
	0) [ "$(cat "$repo/d/f")" = 'go 1.21' ] && [ -e "$repo/d/new" ] || echo "not applied: $(cat "$repo/d/f")" ;;
	*)
		"$ENGINE" recover >/dev/null 2>&1 || echo "recovery fails"
		[ "$(cat "$repo/d/f")" = 'go 1.20' ] && [ ! -e "$repo/d/new" ] || echo "not as before: $(ls "$repo/d")"
		[ ! -e "$repo/.git/gomend" ] || echo "left behind: $(find "$repo/.git/gomend")"
		;;
	esac
}
race "a folder flips to a link outside" 'link "$repo/d" "$outside"' \
	edit "$repo/d/f" 1.20 1.21 write "$repo/d/new" x

# --- the file itself is replaced, or its bytes change ---

race_sample() {
	sample_race
	printf 'go 1.20\n' >"$repo/f"
}
check_round() {
	[ ! -e "$repo/f.aside" ] || rm "$repo/f.aside"
	case $race_rc in
	0) ;;
	*)
		"$ENGINE" recover >/dev/null 2>&1 || echo "recovery fails"
		[ "$(tail -c 7 "$repo/f")" = 'o 1.20' ] || echo "not as before: $(cat "$repo/f")"
		[ ! -e "$repo/g" ] || echo "half of it was done"
		[ ! -e "$repo/.git/gomend" ] || echo "left behind: $(find "$repo/.git/gomend")"
		;;
	esac
}
race "the file is replaced again and again" 'file "$repo/f"' edit "$repo/f" 1.20 1.21 write "$repo/g" x
race "its bytes change again and again" 'bytes "$repo/f"' edit "$repo/f" 1.20 1.21 write "$repo/g" x

# --- many at once ---

sample_race
i=0
while [ $i -lt 12 ]; do
	echo 1 >"$repo/f$i"
	"$PLAN" "$repo" git "$repo/.git" edit "$repo/f$i" 1 2 >"$work/plan$i"
	i=$((i + 1))
done
i=0
while [ $i -lt 12 ]; do
	(
		until "$ENGINE" apply <"$work/plan$i" >"$work/said$i" 2>&1; do
			grep -q 'another gomend is changing something right now' "$work/said$i" || exit 1
			sleep 0.05
		done
		echo done >"$work/done$i"
	) &
	i=$((i + 1))
done
wait
check "twelve at once: each gets its turn" test "$(cat "$work"/done* | wc -l)" = 12
check "all is done" test "$(cat "$repo"/f* | sort | uniq -c | tr -d ' ')" = 122
check "as twelve transactions" test "$(ls "$state/txn" | wc -l)" = 12

echo "1..$n"
