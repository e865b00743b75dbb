#!/bin/sh
# Every fixture case of tests/checks/ID/: what gomend says of it, and whether
# real go agrees.  FIXTURES="ID ID/bad-x" runs only those; FIXTURES_KEEP=DIR
# keeps what was found of each (scripts/bless).  See lib.sh.  Cases that need a
# machine of their own are run by t-fixtures-machine.sh, beside the others; the
# long ones, and those that ask more than two releases, by t-fixtures-all.sh.
set -u
mkdir -p "$out"
srcdir=$(cd "$srcdir" && pwd)
builddir=$(cd "$builddir" && pwd)
out=$(cd "$out" && pwd)
TOOL=$builddir/tests/checks/fixture_tool
here=$srcdir/tests/checks
RELEASES=$out/releases-${PART:-files}
sh "$srcdir/tests/go/releases.sh" >"$RELEASES"

# Outside any repository, so that nothing above a fixture captures it.
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-fixtures.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
clean() {
	chmod -R u+rwX "$top" 2>/dev/null
	rm -rf "$top"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM

if [ ! -x "$TOOL" ]; then
	echo "1..0 # SKIP fixture_tool is not built (it comes with the unit tests)"
	exit 0
fi
gocache=${TEST_GOCACHE:-$top/gocache}
mkdir -p "$gocache" "$top/bin" "$top/explained"

# The tools of the system without its go, so that a case alone decides.
BASE_PATH=$top/bin
for d in /usr/local/bin /usr/bin /bin; do
	[ -x "$d/go" ] || BASE_PATH=$BASE_PATH:$d
done
set --
for t in sh env cat cp mv rm ln ls mkdir chmod touch sed awk grep tr sort head \
	tail cut find basename dirname printf sha256sum base64 git timeout id \
	unshare mount umount setpriv chown nproc rmdir bash getent \
	readlink setsid; do
	command -v "$t" >/dev/null || continue
	case $(command -v "$t") in
	/*) set -- "$@" "$(command -v "$t")" ;;
	esac
done
ln -s "$@" "$top/bin/"

# One case in the environment it asks for; its words go to $T/…
run_case() {
	id=$1 case=$2 T=$3
	mkdir -p "$T/repo" "$T/home" "$T/proxy"
	# Nothing of the user's environment gets in.
	env -i T="$T" TOOL="$TOOL" RELEASES="$RELEASES" BASE_PATH="$BASE_PATH" \
		here="$here" EXPLAINED="$top/explained" id="$id" \
		case="$case" GOCACHE="$gocache" \
		ALL_RELEASES="${ALL_RELEASES:-}" GOMEND="$GOMEND" GOMEND_SCAN="$GOMEND_SCAN" \
		SHELL=/bin/sh LC_ALL=C TERM=dumb \
		HOME="$T/home" PATH="$BASE_PATH" GOPROXY="file://$T/proxy" \
		GOSUMDB=off GOTOOLCHAIN=local GOTELEMETRY=off \
		GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
		/bin/sh "$here/run-case.sh" >"$T/log" 2>&1
}

n=0
cases=
set -- "$here"/*/bad*/case.sh "$here"/*/good*/case.sh
of_machine=$(grep -l '^inside' "$@")
of_all=$(grep -l -e '^# A long case' -e '^ORACLE=all' -e '^ORACLE="[^ ]* [^ ]* ' "$@")
too_long=$(grep -l '^# A long case' "$@")
# is_in LIST FILE: is it a line of it?
is_in() {
	case "
$1
" in
	*"
$2
"*) return 0 ;;
	esac
	return 1
}
for d in "$here"/*/bad*/ "$here"/*/good*/; do
	[ -f "$d/case.sh" ] || continue
	d=${d%/}
	name=${d#"$here"/}
	if [ -n "${FIXTURES:-}" ]; then
		case " $FIXTURES " in
		*" $name "* | *" ${name%/*} "*) ;;
		*) continue ;;
		esac
	else
		if is_in "$of_machine" "$d/case.sh"; then part=machine
		elif [ "${PART:-}" = all ] && is_in "$of_all" "$d/case.sh"; then part=all
		elif is_in "$too_long" "$d/case.sh"; then part=all
		else part=
		fi
		[ "$part" = "${PART:-}" ] || continue
	fi
	cases="$cases $name"
done
# Two at a time: most of the time is go's.
mkdir "$top/t"
for name in $cases; do
	d=$top/t/${name%/*}
	[ -d "$d" ] || mkdir "$d"
done
worker() {
	for name in $cases; do
		# Whoever comes first has it.
		mkdir "$top/t/$name" 2>/dev/null || continue
		run_case "${name%%/*}" "${name#*/}" "$top/t/$name" &&
			: >"$top/t/$name/passed"
	done
}
worker 0 &
other=$!
worker 1
wait "$other"
for name in $cases; do
	n=$((n + 1))
	T=$top/t/$name
	if [ -n "${FIXTURES_KEEP:-}" ] && [ -f "$T/found" ]; then
		mkdir -p "$FIXTURES_KEEP/${name%/*}"
		cp "$T/found" "$FIXTURES_KEEP/$name"
	fi
	if [ -f "$T/skip" ]; then
		echo "ok $n - $name # SKIP $(cat "$T/skip")"
	elif [ -f "$T/passed" ]; then
		more=
		[ ! -f "$T/no-go" ] || more=" (no go to ask)"
		echo "ok $n - $name$more"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$T/log" | cut -c1-2000
	fi
done
if [ "$n" = 0 ]; then
	echo "1..0 # SKIP no fixture of that name"
else
	echo "1..$n"
fi
