#!/bin/sh
# Every case of tests/fixes/ID/: the plan of the fix, what it changes, that
# real go agrees afterwards, that the finding is gone, and that undo gives back
# every byte.  With MODE=gomend (t-gomend.sh) the same by gomend fix, which
# verifies it, and gomend undo.
# FIXES="ID ID/case" runs only those.  In ./dev test each case asks one release of
# go, the newest of those it names.  ./dev long has t-fixes-all.sh, the cases that
# say "# A long case" and then those that name several releases, with each of
# them, and t-gomend.sh, all of them.
#
# A case is a folder with two files:
#
#   case.sh  as in tests/checks/lib.sh; its variables: CHECK (id of the check
#            whose finding is mended; none: the fix is asked for by its id), SET
#            (words NAME=VALUE), STATE (more paths that must not change unseen),
#            INDEX (git's, where it is not .git/index), PLACE_PATH (PATH of the
#            place, where it is not that of the case), MOVED (where the root
#            lies afterwards), UNDO (a folder of undo copies where it is not the
#            usual one), HERE (a command that works in a shell once it has typed
#            the line that gomend names for it), ROUNDS (-: a fresh shell itself does
#            not have the finding).
#            Its functions before and after are asked of each release of ORACLE,
#            as oracle there, before and after the fix; without ORACLE of the
#            newest (t-gomend.sh: the oldest as well).
#   expect   lines (@T stands for the case's folder): "change KIND PATH +N -N" (all
#            of them, in order), "diff LINE" (a whole line of the diffs; ~/ is
#            the home), "note TEXT", "without TEXT" (not noted), "offer TEXT" (a part of what is offered),
#            "title TEXT" (of the plan), "group PATH TEXT" (the heading of a
#            change), "kept PATH" (undo leaves it), "stays PATH" (its finding may be found again), "new ID" (of
#            a check that may find an error it had not), "brings ID" (the same,
#            and the plan says so: gomend does not put it back);
#            "refused TEXT": there is no plan, and this is why.
set -u
mkdir -p "$out"
srcdir=$(cd "$srcdir" && pwd)
builddir=$(cd "$builddir" && pwd)
out=$(cd "$out" && pwd)
here=$srcdir/tests/fixes
TOOL=$builddir/tests/checks/fixture_tool
FIX_TOOL=$builddir/tests/fixes/fix_tool
TREESTATE=$builddir/tests/apply/treestate
MODE=${MODE:-plan}
RELEASES=$out/releases-$MODE
sh "$srcdir/tests/go/releases.sh" >"$RELEASES"
for tool in "$TOOL" "$FIX_TOOL" "$TREESTATE"; do
	[ -x "$tool" ] && continue
	echo "1..0 # SKIP $(basename "$tool") is not built (it comes with the unit tests)"
	exit 0
done
if [ ! -s "$RELEASES" ]; then
	echo "1..0 # SKIP no go here"
	exit 0
fi

# Outside any repository, so that nothing above a case captures it.
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-fixes.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
clean() {
	[ -n "${FIXES_KEEP:-}" ] && echo "# kept: $top" && return
	chmod -R u+rwX "$top" 2>/dev/null
	rm -rf "$top"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM
gocache=${TEST_GOCACHE:-$top/gocache}
mkdir -p "$gocache" "$top/bin"
BASE_PATH=$top/bin
for d in /usr/local/bin /usr/bin /bin; do
	[ -x "$d/go" ] || BASE_PATH=$BASE_PATH:$d
done
for t in sh env cat cp mv rm ln ls mkdir chmod touch sed awk grep tr sort head \
	tail cut find basename dirname printf sha256sum base64 git timeout \
	comm cmp date diff install stat tar gzip; do
	case $(command -v "$t") in
	/*) ln -s "$(command -v "$t")" "$top/bin/$t" ;;
	esac
done

run_case() {
	id=$1 case=$2 T=$3
	mkdir -p "$T/repo" "$T/home" "$T/proxy"
	env -i T="$T" TOOL="$TOOL" FIX_TOOL="$FIX_TOOL" TREESTATE="$TREESTATE" \
		RELEASES="$RELEASES" BASE_PATH="$BASE_PATH" here="$here" \
		ALL_RELEASES="${ALL_RELEASES:-}" MODE="$MODE" id="$id" case="$case" GOCACHE="$gocache" \
		GOMEND="$GOMEND" \
		GOMEND_SCAN="$GOMEND_SCAN" \
		GOMEND_APPLY="$builddir/gomend-apply" \
		SHELL=/bin/sh LC_ALL=C TERM=dumb \
		HOME="$T/home" PATH="$BASE_PATH" GOPROXY="file://$T/proxy" \
		GOSUMDB=off GOTOOLCHAIN=local GOTELEMETRY=off \
		GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
		/bin/sh "$here/run-case.sh" >"$T/log" 2>&1
}

. "$srcdir/tests/checks/cases.sh"
case_ends() { :; }

only=${FIXES:-}
# None has a script for machines of its own.
here_cases newest "" "$here"/*/*/case.sh
run_cases
