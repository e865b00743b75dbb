# Proving transactions; sourced by tests/apply/t-*.sh, which print TAP.
#
# A proof runs a command once for each of its system calls, killed or failed
# there, and looks each time what the folders hold then.  A test sets
#   FRESH    words FROM=TO: before each run, TO is made anew as a copy of FROM
#   RESET    shell words run after that, or nothing
#   STATES   folders to look at; `keep before` and `keep after` say what they
#            hold before the command, and after it when it is left alone
#   RECOVER  a command (words without blanks in them) run before looking, or
#            nothing
#   KEPT     for judge_engine.sh: paths that only what is applied leaves there
#   NESTED   for nested_kill and nested_fail: words for kstep that choose points
#            of $RECOVER
#   SAYS     of a failure, "errno" and "path" must be told; NAMES: paths that do
#   INODES   for each_power: files with inode numbers in them (a glob)
#   DISK     for each_power: the folders written to, if more than STATES
#   IGNORE   options for treestate; "-d": mtimes of folders do not matter
# and calls each_kill, nested_kill, each_fail, nested_fail, each_full,
# each_power.  What is neither before nor
# after is a third state, and fails the test.
#
# Folders are in memory where there is /dev/shm (APPLY_TMP names another
# place): a killed process loses nothing that it has written, disk or not.

# Mounts of our own, which end with the test: all of it runs once more inside.
if [ -z "${APPLY_MOUNTS:-}" ]; then
	if [ "$(id -u)" != 0 ]; then
		APPLY_MOUNTS="mounting needs root"
	elif ! unshare -m true 2>/dev/null; then
		APPLY_MOUNTS="unshare -m is not possible here"
	else
		exec unshare -m env APPLY_MOUNTS=yes sh "$0"
	fi
fi

n=0
ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() {
	n=$((n + 1))
	echo "not ok $n - $1"
	[ -z "${2:-}" ] || printf '%s\n' "$2" | sed 's/^/# /'
}
skip() { n=$((n + 1)); echo "ok $n - $1 # SKIP $2"; }
# check NAME COMMAND... : a test is one command that succeeds.
check() {
	name=$1
	shift
	if said=$("$@" 2>&1); then ok "$name"; else not_ok "$name" "$* : $said"; fi
}
# says NAME TEXT COMMAND... : one whose output has TEXT, whatever its status.
says() {
	name=$1 text=$2
	shift 2
	said=$("$@" 2>&1)
	case $said in
	*"$text"*) ok "$name" ;;
	*) not_ok "$name" "no '$text' in: $said" ;;
	esac
}

KSTEP=$builddir/tests/apply/kstep
TREESTATE=$builddir/tests/apply/treestate
judge=$srcdir/tests/apply/judge.sh
for tool in "$KSTEP" "$TREESTATE"; do
	[ -x "$tool" ] || { echo "1..0 # SKIP no $tool"; exit 0; }
done
if ! said=$("$KSTEP" count -- true 2>&1); then
	echo "1..0 # SKIP $said"
	exit 0
fi

base=${APPLY_TMP:-/dev/shm}
[ -d "$base" ] && [ -w "$base" ] || base=$out
work=$(mktemp -d "$base/gomend-apply.XXXXXX") || exit 1
# What was mounted goes with the test's own view of the mounts.
trap 'rm -rf --one-file-system "$work" 2>/dev/null || rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$work/home"
HOME=$work/home
LC_ALL=C
# A traced program cannot look for its leaks.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export HOME LC_ALL ASAN_OPTIONS
unset XDG_STATE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME

FRESH='' RESET='' STATES=$work/repo RECOVER='' IGNORE=-d KEPT='' SAYS='' NAMES='' DISK=''

# A word for sh -c.
quoted() { printf "'%s' " "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"; }

# keep NAME [OPTION...] : what $STATES hold now, as the state NAME.
keep() {
	keep_as=$1
	shift
	# shellcheck disable=SC2086 # lists of words
	"$TREESTATE" $IGNORE "$@" $STATES >"$work/$keep_as.txt"
}
# state_now : before, after, or "third state: …" (and status 1).
state_now() {
	# shellcheck disable=SC2086
	"$TREESTATE" $IGNORE -w "$work/before.txt" -w "$work/after.txt" $STATES
}

# fresh : what is done before each run.
fresh() {
	# shellcheck disable=SC2086
	[ -z "$FRESH" ] || "$KSTEP" fresh $FRESH || return 1
	[ -z "$RESET" ] || sh -c "$RESET"
}

# What judge.sh goes by.
export_judge() {
	export TREESTATE STATES IGNORE RECOVER KEPT work SAYS NAMES
}
# each_run KSTEP-WORDS... : kstep each, with the folders fresh each time.
each_run() {
	export_judge
	rm -f "$work/output"
	[ -z "$RESET" ] || set -- --reset "$RESET" "$@"
	for word in $FRESH; do set -- --fresh "$word" "$@"; done
	"$KSTEP" each --out "$work/output" "$@"
}
# The lines "N of N…" of it, as one.
sums() { grep -E '^[0-9]+ of [0-9]+' | tr '\n' ';' | sed 's/;$//; s/;/; /g'; }

# CRASH_ROWS, an extended regular expression, leaves the other rows out.
row_wanted() {
	printf '%s\n' "$1" | grep -Eq -e "${CRASH_ROWS:-}"
}

# each_point NAME WANT KSTEP-WORDS... : a test of all points.  Of each word
# of WANT there must have been one: what is never after was never applied.
each_point() {
	each_name=$1 each_want=$2
	shift 2
	row_wanted "$each_name" || return 0
	said=$(each_run "$@" 2>"$work/each.err")
	each_rc=$?
	each_sum=$(printf '%s\n' "$said" | sums)
	for each_word in $each_want; do
		case $each_sum in
		*" $each_word"*) ;;
		*)
			said="$said
no run came out $each_word"
			each_rc=1
			;;
		esac
	done
	if [ "$each_rc" = 0 ]; then
		ok "$each_name: $each_sum"
	else
		not_ok "$each_name: $each_sum" "$said
$(cat "$work/each.err")"
	fi
}
# each_kill NAME [KSTEP-OPTION...] -- COMMAND...
each_kill() {
	kill_name=$1
	shift
	each_point "$kill_name" "${WANT-before after}" kill --check "sh '$judge' kill" "$@"
}
# each_fail NAME ERRNO[,ERRNO...] [from] [KSTEP-OPTION...] -- COMMAND...
# With "from", give -w: else what the command says has nowhere to go either.
each_fail() {
	fail_name=$1
	shift
	each_point "$fail_name" "${WANT-before}" fail --check "sh '$judge' fail" "$@"
}
# nested_kill NAME EVERY [KSTEP-OPTION...] -- COMMAND... : killed at each
# EVERY-th point; then $RECOVER killed at each of its own; then recovered.
nested_kill() {
	nested_how=kill nested_judge=kill
	nested "$@"
}
# nested_fail NAME ERRNO[,ERRNO...] EVERY … : the calls of $RECOVER fail.
# The judge is asked "recover": of a recovery that failed.
nested_fail() {
	nested_how="fail $2" nested_judge=recover nested_name=$1
	shift 2
	nested "$nested_name" "$@"
}
nested() {
	nested_name=$1 nested_every=$2
	shift 2
	row_wanted "$nested_name" || return 0
	nested_reset=$RESET nested_cmd='' nested_k=1
	nested_good=0 nested_all=0 nested_first=0 nested_bad=''
	for word; do nested_cmd="$nested_cmd$(quoted "$word")"; done
	while fresh && "$KSTEP" kill "$nested_k" "$@" >/dev/null 2>&1 </dev/null; do
		RESET="${nested_reset:+$nested_reset && }{ $(quoted "$KSTEP")kill $nested_k $nested_cmd >/dev/null 2>&1 </dev/null; :; }"
		# shellcheck disable=SC2086 # commands of words
		said=$(each_run --check "sh '$judge' $nested_judge" $nested_how -s ${NESTED:-} -- $RECOVER 2>&1)
		nested_rc=$?
		RESET=$nested_reset
		sum=$(printf '%s\n' "$said" | sums)
		nested_first=$((nested_first + 1))
		nested_good=$((nested_good + $(echo "${sum:-0}" | sed 's/ .*//')))
		nested_all=$((nested_all + $(echo "${sum:-x of 1}" | sed 's/[^ ]* of \([0-9]*\).*/\1/')))
		[ "$nested_rc" = 0 ] || nested_bad="$nested_bad
after a kill at $nested_k:
$said"
		nested_k=$((nested_k + nested_every))
	done
	name="$nested_name: $nested_good of $nested_all, after $nested_first first kills"
	if [ -z "$nested_bad" ] && [ "$nested_all" -gt 0 ]; then
		ok "$name"
	else
		not_ok "$name" "$nested_bad"
	fi
}

# each_power NAME COMMAND... : the power fails at any moment; of the folders
# DISK (else STATES) the disk keeps what was synced, and of the rest anything.
# See replay.py.
each_power() {
	power_name=$1
	shift
	if ! python3 -c 'import json' 2>/dev/null; then
		skip "$power_name" "no python3"
		return
	fi
	said=$(power "$@" 2>"$work/each.err")
	power_rc=$?
	each_sum=$(printf '%s\n' "$said" | sums)
	case $power_rc:$each_sum in
	0:*before*after*) ok "$power_name: $each_sum" ;;
	*) not_ok "$power_name: $each_sum" "$said
$(cat "$work/each.err")" ;;
	esac
}
power() {
	export_judge
	set -- --check "sh '$judge' kill" -- "$@"
	for word in ${DISK:-$STATES}; do set -- --root "$word" "$@"; done
	[ -z "${INODES:-}" ] || set -- --journal "$INODES" "$@"
	fresh && python3 "$srcdir/tests/apply/replay.py" --kstep "$KSTEP" "$@"
}

# --- file systems that are really full or closed ---

can_mount() { [ "$APPLY_MOUNTS" = yes ]; }
# small_fs DIR SIZE : a file system of that size (2m) on DIR.
small_fs() { mkdir -p "$1" && mount -t tmpfs -o "size=$2,mode=0755" none "$1"; }
# fill DIR KBYTES : leaves so much of it free.
fill() {
	rm -f "$1/.fill"
	free=$(df -Pk "$1" | awk 'NR == 2 { print $4 }')
	[ "$free" -le "$2" ] || dd if=/dev/zero of="$1/.fill" bs=1024 count=$((free - $2)) 2>/dev/null
}
# read_only DIR : what is there stays as it is (EROFS); writable DIR again.
read_only() { mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"; }
unmount() { umount "$1"; }
# as_nobody COMMAND... : where root would not notice modes.
as_nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
# each_full NAME DIR UPTO STEP COMMAND... : with 0, STEP, … UPTO KB left on
# the file system DIR, which holds the folders.
each_full() {
	full_name=$1 full_dir=$2 full_upto=$3 full_step=$4
	shift 4
	full_left=0 full_good=0 full_all=0 full_bad='' full_words=''
	export_judge
	while [ "$full_left" -le "$full_upto" ]; do
		rm -f "$full_dir/.fill"
		fresh && fill "$full_dir" "$full_left"
		"$@" >"$work/output" 2>&1 </dev/null
		KSTEP_EXIT=$? KSTEP_STRERROR='No space left' KSTEP_PATH=''
		export KSTEP_EXIT KSTEP_STRERROR KSTEP_PATH
		full_all=$((full_all + 1))
		if said=$(IGNORE="$IGNORE -x $full_dir/.fill" sh "$judge" fail); then
			full_good=$((full_good + 1))
			full_words="$full_words ${said%% *}"
		else
			full_bad="$full_bad
with $full_left KB left: $said"
		fi
		full_left=$((full_left + full_step))
	done
	rm -f "$full_dir/.fill"
	case $full_words in
	*before*after*) ;;
	*) full_bad="$full_bad
it was never both refused and done: $full_words" ;;
	esac
	if [ -z "$full_bad" ]; then
		ok "$full_name: $full_good of $full_all"
	else
		not_ok "$full_name: $full_good of $full_all" "$full_bad"
	fi
}
