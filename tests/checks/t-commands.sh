#!/bin/sh
# The commands that a finding names mend it: each is typed into the shell it is
# meant for, and gomend then finds nothing more there.
# A long test: ./dev long.
set -u
srcdir=$(cd "$srcdir" && pwd)
builddir=$(cd "$builddir" && pwd)
mkdir -p "$out"
out=$(cd "$out" && pwd)
GOMEND=$builddir/gomend GOMEND_SCAN=$builddir/gomend-scan
TOOL=$builddir/tests/checks/fixture_tool
here=$srcdir/tests/checks
RELEASES=$out/releases-commands
sh "$srcdir/tests/go/releases.sh" >"$RELEASES"
n=0
skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}
[ -s "$RELEASES" ] || {
	echo "1..0 # SKIP no Go on this machine"
	exit 0
}
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-commands.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'chmod -R u+rwX "$top" 2>/dev/null; rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$top/bin"
for t in sh bash zsh fish env cat cp mv rm ln ls mkdir chmod touch sed awk grep \
	tr sort head tail cut find basename dirname printf git timeout id getent \
	sha256sum base64 readlink; do
	at=$(command -v "$t") || continue
	case $at in /*) ln -s "$at" "$top/bin/$t" ;; esac
done

# mended SHELL CASE WHICH PLACE: type the command number WHICH of the finding
# into SHELL; then nothing of that check is found in PLACE.
mended() {
	sh=$1 case=$2 which=$3 place=$4
	what="$case, command $which in $sh, seen from $place"
	at=$(command -v "$sh") || {
		skip "$what" "no $sh"
		return
	}
	n=$((n + 1))
	T=$top/$n
	mkdir -p "$T/repo" "$T/home" "$T/proxy"
	env -i T="$T" TOOL="$TOOL" RELEASES="$RELEASES" BASE_PATH="$top/bin" \
		here="$here" id="${case%%/*}" case="${case#*/}" \
		GOCACHE="${TEST_GOCACHE:-$T/cache}" GOMEND="$GOMEND" GOMEND_SCAN="$GOMEND_SCAN" \
		WHICH="$which" PLACE="$place" SHELL="$at" HOME="$T/home" \
		GOPROXY="file://$T/proxy" GOSUMDB=off GOTOOLCHAIN=local \
		GOTELEMETRY=off LC_ALL=C TERM=dumb PATH="$top/bin" \
		/bin/sh -c '
			. "$here/lib.sh"
			cd "$T/repo" || exit 1
			ROOT=$T/repo CWD=
			newest=$(release newest)
			PATH=$(dirname "${newest#* }"):$BASE_PATH
			oracle() { :; }
			. "$here/$id/$case/case.sh"
			cd "$ROOT" || exit 1
			"$GOMEND" check --only "$id" --place "$PLACE" >"$T/before"
			# A command stands alone on the line behind what it is for.
			awk -v which="$WHICH" "
				/^  probe|^  myth/ { on = 0 }
				/^  mend/ { on = 1 }
				on && /^            [^ ]/ && ++n == which {
					sub(/^ +/, \"\"); print; exit
				}" "$T/before" >"$T/command"
			[ -s "$T/command" ] || exit 9
			printf "%s\n" "$GOMEND check --only $id --place $PLACE \
--fail-on advice >$T/after" >"$T/again"
			cat "$T/command" "$T/again" >"$T/typed"
			"$SHELL" "$T/typed"
		' >"$T/log" 2>&1
	rc=$?
	if [ -f "$T/skip" ]; then
		echo "ok $n - $what # SKIP $(cat "$T/skip")"
	elif [ "$rc" = 0 ] && grep -q "0 errors, 0 warnings, 0 advice" "$T/after"; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what (status $rc)"
		cat "$T/before" "$T/command" "$T/log" "$T/after" 2>&1 |
			sed 's/^/# /' | cut -c1-300
	fi
}

for sh in sh bash zsh fish; do
	mended $sh go-missing/bad-unused 1 shell
	mended $sh go-shadowed/bad 1 shell
	mended $sh goroot-mismatch/bad 1 shell
	mended $sh gobin-not-on-path/bad 1 shell
	mended $sh env-value-invalid/bad 1 shell
done
mended sh goroot-mismatch/bad-goenv 1 shell
mended sh goroot-broken/bad 1 shell
mended sh goroot-broken/bad-goenv 1 shell
mended fish goroot-broken/bad-goenv 1 shell
mended sh goroot-set/bad 1 shell
mended sh gobin-shadowed/bad 1 shell
mended sh gopath-invalid/bad-tilde 1 shell
mended sh env-value-invalid/bad-goflags-unknown 1 shell
mended sh env-value-invalid/bad-goproxy 1 shell
mended sh env-file-hidden/bad 1 shell
mended sh env-file-hidden/bad 3 shell
mended sh module-mode-off/bad 1 shell
mended sh module-mode-off/bad-goenv 1 shell
# What is to hold in every new terminal does: there the user's own shell runs.
case $(getent passwd "$(id -u)" 2>/dev/null) in
*/bash) mended bash go-missing/bad-unused 2 interactive ;;
*/zsh) mended zsh go-missing/bad-unused 2 interactive ;;
*/fish) mended fish go-missing/bad-unused 1 interactive ;;
*) skip "a new terminal" "the user's shell is none of bash, zsh and fish" ;;
esac
echo "1..$n"
