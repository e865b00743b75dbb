# One fix case; started by t-fixes.sh, which sets the environment.
. "$here/../checks/lib.sh"
cd "$T/repo" || exit 1
ROOT=$T/repo CWD= ORACLE= COMPILE= CHECK= SET= STATE= INDEX= PLACE_PATH= MOVED= UNDO= HERE= ROUNDS=
bad=0
newest=$(release newest)
[ -n "$newest" ] || skip_case "no go here"
line=${newest#* }
PATH=${line%/*}:$BASE_PATH
before() { :; }
after() { :; }
# Asks the fresh shells; again for the second look.
places() { :; }
. "$here/shells.sh"
. "$here/$id/$case/case.sh"
# The oldest came with what it compiles, but each of its processes takes as long.
[ "$MODE" = gomend ] || ORACLE=${ORACLE:-newest}
expect=$here/$id/$case/expect
START_ROOT=$ROOT START_CWD=$CWD

say() {
	echo "$@"
	bad=1
}
# The place has the variables that go reads, not those of this harness.
place_env() {
	env -u T -u TOOL -u FIX_TOOL -u TREESTATE -u RELEASES -u BASE_PATH \
		-u here -u id -u case -u GOMEND -u GOMEND_SCAN -u GOMEND_APPLY \
		PATH="${PLACE_PATH:-$PATH}" "$@"
}
# Real go, in each release of ORACLE, at that point of the story.
oracles() {
	oracle_releases
	while read -r REL GO; do
		FULL=${REL#go}
		REL=$(language_of "$FULL")
		cd "${CWD:-$ROOT}" || exit 1
		(
			PATH=${GO%/*}:$BASE_PATH
			GOFLAGS="${GOFLAGS:-} -modcacherw"
			# Its telemetry is nothing that the fix has done.
			GOENV=${GOENV:-${XDG_CONFIG_HOME:-$HOME/.config}/go/env}
			XDG_CONFIG_HOME=$T/config
			export GOFLAGS GOENV XDG_CONFIG_HOME
			"$1"
		) </dev/null || : >"$T/disagrees"
		[ ! -f "$T/disagrees" ] || {
			say "real go $REL disagrees $1 the fix"
			break
		}
	done <"$T/oracles"
}
# Everything the user has: the work tree, and the home without go's caches.
state() {
	# shellcheck disable=SC2086 # more paths, words
	"$TREESTATE" -x "$home/go" -x "$home/.cache" -x "$home/.local" \
		-x "$home/.config/go/telemetry" -x "${UNDO:-$T/repo/.git/gomend}" \
		-x "${INDEX%/*}/gomend" \
		"$T/repo" "$home" $STATE >"$T/$1"
}
# In all-NAME with what gomend keeps for undo, too.
state_all() {
	# shellcheck disable=SC2086
	"$TREESTATE" -x "$home/go" -x "$home/.cache" -x "$home/.local/state" \
		-x "$home/.config/go/telemetry" "$T/repo" "$home" $STATE \
		>"$T/all-$1"
}
wanted() { sed -n "/^$1 /{s///;s|[$]T/|@T/|g;p;}" "$expect"; }

# go and gomend make these; what is in them is not looked at.
mkdir -p "$HOME/go" "$HOME/.cache" "$HOME/.local/state"
oracles before
home=$(cd "$HOME" && pwd -P)
state state-0
state_all state-0
cd "$T" || exit 1
# shellcheck disable=SC2086 # words
set -- "$id" "${CHECK:--}" $SET
mkdir -p "$T/plan" "$T/look"
# What undo leaves, by "kept" in expect, and the folders that it is in.
spare() {
	awk '
	FNR == NR {
		kept[$1] = 1
		sub(/\/[^\/]*$/, "")
		folder[$0] = 1
		next
	}
	$1 in kept { next }
	$1 in folder { sub(/ mtime=[^ ]*/, "") }
	{ print }' "$T/kept" "$T/$1" >"$T/spared" && mv "$T/spared" "$T/$1"
}
back() {
	state_all "$1"
	wanted kept | sed "s|^@T|$T|; s|^\([^/]\)|$T/repo/\1|" >"$T/kept"
	if [ -s "$T/kept" ] && [ "$1" != state-1 ]; then
		while read -r kept; do
			[ -e "$kept" ] || say "it was to stay, and is gone: $kept"
		done <"$T/kept"
		spare all-state-0
		spare "all-$1"
	fi
	cmp -s "$T/all-state-0" "$T/all-$1" || {
		say "there is a difference left:"
		"$TREESTATE" -c "$T/all-state-0" "$T/all-$1"
	}
}

# A command as a user has it whose shell is the one of the case: gomend asks
# the one of the passwd entry.
as_user() {
	if [ -z "${PLACE_SHELL:-}" ] ||
		[ "$(own_shell)" = "$PLACE_SHELL" ]; then
		"$@"
		return
	fi
	unshare -m sh -c 'mount --bind "$0" /etc/passwd && exec "$@"' \
		"$T/passwd" "$@"
}
own_shell() { sed -n "s/^$(id -un):.*:\([^:]*\)$/\1/p" /etc/passwd; }
# May it be had here at all?
has_user() {
	[ -n "${PLACE_SHELL:-}" ] && [ "$(own_shell)" != "$PLACE_SHELL" ] ||
		return 0
	sed "s|^\($(id -un):.*:\)[^:]*$|\1$PLACE_SHELL|" /etc/passwd >"$T/passwd"
	as_user true 2>/dev/null
}
# From the shell of this kind, which has what it got when it was started: the
# finding too.
from_shell() { # KIND COMMAND...
	kind=$1
	shift
	set -- GOCACHE="$GOCACHE" GOPROXY="$GOPROXY" LC_ALL=C TERM=dumb \
		${GOSUMDB:+"GOSUMDB=$GOSUMDB"} GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null "$@"
	while IFS= read -r pair; do
		set -- "$pair" "$@"
	done <"$T/kind-$kind"
	as_user env -i "$@"
}
# What gomend says that this very shell needs is enough for it.
line_serves() { # KIND
	line=$(sed -n '/^This shell does not know of it yet/{n;s/^  //;p;}' "$T/fixed")
	from_shell "$1" "$PLACE_SHELL" -c "$HERE" >"$T/here" 2>&1 && return
	[ -n "$line" ] || {
		say "nothing is said to type in the shell of kind $1"
		return
	}
	from_shell "$1" "$PLACE_SHELL" -c "$line
$HERE" >"$T/here" 2>&1 || {
		say "in a shell of kind $1 this does not help: $line"
		cat "$T/here"
	}
}

# As a user has it: fixed and verified by one command, undone by another; and
# the same from each kind of shell that the case knows.
by_gomend() {
	has_user || skip_case "this user's shell is not $PLACE_SHELL"
	places
	rounds=-
	[ -z "${PLACE_DIR:-}" ] || [ "$ROUNDS" = - ] || for f in "$PLACE_DIR"/*; do
		cp "$f" "$T/kind-${f##*/}"
		rounds="$rounds ${f##*/}"
	done
	for round in $rounds; do
		ROOT=$START_ROOT CWD=$START_CWD
		[ "$bad" != 0 ] || one_round "$round"
	done
	exit $bad
}
gomend_of() { # ROUND COMMAND...
	if [ "$1" = - ]; then
		shift
		as_user env -u T -u TOOL -u FIX_TOOL -u TREESTATE -u RELEASES \
			-u BASE_PATH -u here -u id -u case -u GOMEND \
			-u GOMEND_SCAN -u GOMEND_APPLY \
			PATH="${PLACE_PATH:-$PATH}" "$@"
	else
		kind=$1
		shift
		from_shell "$kind" "$(command -v env)" PWD="$PWD" "$@"
	fi
}
one_round() {
	round=$1
	# Without git a folder is a repository of its own.
	HERE_DIR=$ROOT
	[ ! -e "$ROOT/.git" ] || HERE_DIR=${CWD:-$ROOT}
	(cd "$HERE_DIR" && PWD=$HERE_DIR place_env "$FIX_TOOL" findings "$T/plan" \
		"$GOMEND_SCAN" "$ROOT" "$HERE_DIR") || exit 1
	print=$(sed -n "s/^${CHECK:-none} \([0-9a-f]*\) .*/\1/p" \
		"$T/plan/findings" | head -n 1)
	set -- "$id${print:+@$print}" "$HERE_DIR" --yes
	for word in $SET; do
		set -- "$@" --set "$word"
	done
	(cd "$HERE_DIR" && PWD=$HERE_DIR gomend_of "$round" "$GOMEND" fix "$@") \
		>"$T/fixed" 2>&1
	rc=$?
	if grep -q '^refused' "$expect"; then
		[ "$rc" = 2 ] || say "gomend fix $* is not refused but ends with $rc"
		back state-1
	elif [ "$rc" != 0 ]; then
		say "gomend fix $* ends with $rc:"
	else
		[ -z "$MOVED" ] || ROOT=$MOVED CWD=
		oracles after
		[ "$round" = - ] || [ -z "$HERE" ] || line_serves "$round"
		# What is built is announced with all that it may start.
		! grep -q '^  go build ' "$T/fixed" ||
			grep -q 'This may run: the C compiler' "$T/fixed" ||
			say "it is not said what go build may run"
		(cd "${MOVED:-$T}" && place_env "$GOMEND" undo --yes) \
			>"$T/undone" 2>&1 || {
			say "gomend undo ends with $?:"
			cat "$T/undone"
		}
		[ -z "$MOVED" ] || grep -qxF "  cd $START_ROOT" "$T/undone" ||
			say "nothing is said of the folder that moved back"
		back state-2
	fi
	[ "$bad" = 0 ] || {
		echo "round $round:"
		tail -n 40 "$T/fixed"
	}
}
if [ "$MODE" = gomend ]; then
	# One that would be put back is not for this.
	! grep -q -e '^new ' -e '^stays ' "$expect" ||
		skip_case "gomend would put it back"
	by_gomend
fi
places
(cd "${CWD:-$ROOT}" && PWD=${CWD:-$ROOT} place_env "$FIX_TOOL" plan "$T/plan" \
	"$GOMEND_SCAN" "$ROOT" "${CWD:-$ROOT}" "$@") 2>"$T/plan.err"
rc=$?
[ "$rc" -lt 2 ] || {
	echo "no plan:"
	cat "$T/plan.err"
	cat "$T/plan/findings"
	exit 1
}
# As the cases write it: @T for the folder of the case.
set --
for f in offer changes notes diffs error; do
	[ ! -s "$T/plan/$f" ] || set -- "$@" "$T/plan/$f"
	: >"$T/plan/$f.t"
done
[ $# = 0 ] || awk -v t="$T" '{
	out = ""
	for (rest = $0; (at = index(rest, t)) > 0; rest = substr(rest, at + length(t)))
		out = out substr(rest, 1, at - 1) "@T"
	print out rest >(FILENAME ".t")
}' "$@"
state state-1
cmp -s "$T/state-0" "$T/state-1" || {
	say "planning changed something:"
	"$TREESTATE" -c "$T/state-0" "$T/state-1"
}
# What expect has is in the plan, each where it belongs; a process for each line
# would cost more than the fix.
awk -v all="$rc" '
function has(file, text,	i) {
	for (i = 1; i <= n[file]; i++)
		if (index(lines[file, i], text))
			return 1
	return 0
}
FILENAME != ARGV[ARGC - 1] {
	file = FILENAME
	sub(/.*\//, "", file)
	lines[file, ++n[file]] = $0
	whole[file, $0] = 1
	next
}
{
	gsub(/[$]T\//, "@T/")
	text = $0
	sub(/^[^ ]* /, "", text)
}
$1 == "offer" && !has("offer.t", text) { print "not offered: " text }
all != 0 { next }
$1 == "note" && !has("notes.t", text) { print "not noted: " text }
$1 == "without" && has("notes.t", text) { print "noted: " text }
($1 == "title" || $1 == "group") && !has("title", $0) { print "not headed: " $0 }
$1 == "diff" && !(("diffs.t", text) in whole) { print "not in the diff: " text }
' "$T/plan/offer.t" "$T/plan/notes.t" "$T/plan/diffs.t" \
	$([ ! -f "$T/plan/title" ] || echo "$T/plan/title") "$expect" >"$T/missing"
if grep -q '^refused' "$expect"; then
	[ "$rc" = 1 ] || say "not refused"
	text=$(wanted refused)
	cat "$T/plan/error.t" "$T/plan/offer.t" >"$T/said" 2>/dev/null
	grep -qF -- "$text" "$T/said" || say "refused without: $text"
	cat "$T/missing"
	[ ! -s "$T/missing" ] || bad=1
	[ "$bad" = 0 ] || cat "$T/said"
	exit $bad
fi
[ "$rc" = 0 ] || {
	echo "refused:"
	cat "$T/plan/error" "$T/plan/offer"
	exit 1
}
wanted change | sed "s|^\([a-z]*\) ~/|\1 @T/home/|" >"$T/want"
cmp -s "$T/want" "$T/plan/changes.t" || {
	say "changes:"
	cat "$T/plan/changes.t"
}
[ ! -s "$T/missing" ] || {
	bad=1
	cat "$T/missing"
}
[ "$bad" = 0 ] || cat "$T/plan/title" "$T/plan/diffs.t" "$T/plan/notes.t" \
	"$T/plan/offer.t"

XDG_STATE_HOME=${XDG_STATE_HOME:-$HOME/.local/state} "$GOMEND_APPLY" apply \
	<"$T/plan/plan.json" >"$T/applied" 2>&1 || {
	echo "gomend-apply:"
	cat "$T/applied"
	exit 1
}
state state-2
WAS=$ROOT
[ -z "$MOVED" ] || ROOT=$MOVED CWD=
# Preview is effect: the paths that differ are those that were named.
plain() { sed 's/ mtime=[^ ]*//; s/ links=[^ ]*//; s/ same=[^ ]*//' "$T/$1" | LC_ALL=C sort; }
plain state-0 >"$T/plain-0"
plain state-2 >"$T/plain-2"
LC_ALL=C comm -3 "$T/plain-0" "$T/plain-2" | sed 's/^\t//; s/ .*//' |
	LC_ALL=C sort -u >"$T/effect"
awk -v root="$WAS" -v index_file="${INDEX:-$WAS/.git/index}" '
	function absolute(p) {
		return p == "." ? root : p ~ /^\// ? p : root "/" p
	}
	FNR == NR {
		kind = $1
		path = absolute($2)
		if (kind == "index")
			named[index_file] = 1
		else if ($3 == "whole") {
			whole[path] = 1
			below[path] = 1
		}
		else
			named[path] = 1
		if (kind == "removed" || kind == "moved" ||
		    path ~ /\/\.gomend-undo$/)
			below[path] = 1
		if (kind == "moved") {
			# A tree that moves takes what was changed in it along.
			for (n in named)
				if (index(n, path "/") == 1)
					delete named[n]
			named[absolute($4)] = 1
			below[absolute($4)] = 1
		}
		next
	}
	{ differs[$0] = 1 }
	END {
		for (p in differs) {
			ok = p in named
			for (b in below)
				ok = ok || index(p, b "/") == 1
			# A folder that holds a named path.
			for (n in whole)
				ok = ok || p == n || index(n, p "/") == 1
			for (n in named)
				ok = ok || index(n, p "/") == 1
			if (!ok)
				print "not in the preview: " p
		}
		for (n in named) {
			if (!(n in differs))
				print "in the preview, and did not change: " n
		}
		for (w in whole) {
			some = w in differs
			for (p in differs)
				some = some || index(p, w "/") == 1
			if (!some)
				print "in the preview, and did not change: " w
		}
	}' "$T/plan/changes" "$T/effect" >"$T/unlike"
[ ! -s "$T/unlike" ] || say "$(cat "$T/unlike")"

places
(cd "${CWD:-$ROOT}" && PWD=${CWD:-$ROOT} place_env "$FIX_TOOL" findings \
	"$T/look" "$GOMEND_SCAN" "$ROOT" "${CWD:-$ROOT}") || say "no second look"
if [ -n "$CHECK" ]; then
	while read -r check print severity path; do
		[ "$check" != "$CHECK" ] ||
			! grep -q "^$check $print " "$T/plan/findings" ||
			[ "$(wanted stays)" = "$path" ] ||
			say "it is found again: $check $severity $path"
	done <"$T/look/findings"
fi
awk '
	FILENAME == ARGV[1] { was[$1, $2, $3] = 1; next }
	FILENAME == ARGV[2] {
		if ($1 == "new" || $1 == "brings")
			may[$2] = 1
		next
	}
	$3 == "error" && !(($1, $2, $3) in was) && !($1 in may) {
		check = $1
		sub(/^[^ ]* [^ ]* [^ ]* ?/, "")
		print "a new error: " check " " $0
	}' "$T/plan/findings" "$expect" "$T/look/findings" >"$T/new"
[ ! -s "$T/new" ] || say "$(cat "$T/new")"
oracles after
XDG_STATE_HOME=${XDG_STATE_HOME:-$HOME/.local/state} "$GOMEND_APPLY" undo 1 \
	>"$T/undone" 2>&1 || {
	say "gomend-apply undo:"
	cat "$T/undone"
}
back state-3

# The same plan as a script does the same. What git makes of it, and when, is
# git's own; a go command that must pass may write go.work.sum, as it does when
# it is typed.
content() {
	plain "$1" | grep -v -e ' *[^ ]*/\.gomend-undo' \
		-e '/\.git\(/[^ ]*\)\?/\(objects\|index\|gomend\)' \
		-e '/go\.work\.sum ' |
		sed 's/ size=[^ ]*\( .*folder\)/\1/'
}
# One that needs gomend's own programs says so.
[ ! -s "$T/plan/script.error" ] ||
	grep -q "gomend-fetch" "$T/plan/plan.json" ||
	say "no script: $(cat "$T/plan/script.error")"
if [ "$bad" = 0 ] && [ -s "$T/plan/script" ]; then
	(
		# Its telemetry is nothing that the script has done.
		GOENV=${GOENV:-${XDG_CONFIG_HOME:-$HOME/.config}/go/env}
		XDG_CONFIG_HOME=$T/config
		export GOENV XDG_CONFIG_HOME
		cd / && place_env sh "$T/plan/script" "$WAS"
	) >"$T/script.out" 2>&1 || {
		say "the script ends with $?:"
		cat "$T/script.out" "$T/plan/script"
	}
	state state-4
	content state-2 >"$T/content-2"
	content state-4 >"$T/content-4"
	cmp -s "$T/content-2" "$T/content-4" || {
		say "the script does otherwise:"
		diff "$T/content-2" "$T/content-4"
		cat "$T/plan/script"
	}
fi
exit $bad
