#!/bin/sh
# Every fixture case of tests/checks/ID/: what gomend says of it, and whether
# real go agrees.  FIXTURES="ID ID/bad-x" runs only those; FIXTURES_KEEP=DIR
# keeps what was found of each (scripts/bless).  See lib.sh.  In ./dev test each
# case asks one release of go, the newest of those it names.  In ./dev long,
# t-fixtures-machine.sh has the cases that need a machine of their own, and
# t-fixtures-all.sh those that say "# A long case", and then every case that
# names several releases, with each of them.
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

. "$here/cases.sh"
only=${FIXTURES:-}
case_ends() {
	if [ -n "${FIXTURES_KEEP:-}" ] && [ -f "$2/found" ]; then
		mkdir -p "$FIXTURES_KEEP/${1%/*}"
		cp "$2/found" "$FIXTURES_KEEP/$1"
	fi
}

here_cases several "^inside" "$here"/*/bad*/case.sh "$here"/*/good*/case.sh
run_cases
