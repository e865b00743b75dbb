#!/bin/sh
# Every toolchain that go itself unpacked is as its archive has it.
# shellcheck disable=SC2154 # srcdir and out come from tests/run
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-pristine.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$top/home" "$top/m"
cd "$top/m" || exit 1
printf 'module example.com/m\n\ngo 1.18\n' >go.mod
printf 'package m\n' >m.go
n=0
sh "$srcdir/tests/go/releases.sh" >"$top/releases"
while read -r version go; do
	tree=$(readlink -f "$go")
	tree=${tree%/bin/go}
	case $tree in
	*/golang.org/toolchain@*) ;;
	*) continue ;;
	esac
	cache=${tree%/golang.org/toolchain@*}
	zip=$cache/cache/download/golang.org/toolchain/@v/${tree##*/toolchain@}.zip
	[ -f "$zip" ] || continue
	said=$(env -i HOME="$top/home" PATH="$tree/bin:/usr/bin:/bin" SHELL=/bin/sh TERM=dumb \
		LC_ALL=C GOMEND_SCAN="$GOMEND_SCAN" GOMODCACHE="$cache" GOTOOLCHAIN=local GOPROXY=off \
		GOTELEMETRY=off "$GOMEND" trace goroot --json </dev/null 2>&1 | tr -d '\n\t ')
	n=$((n + 1))
	case $said in
	*'"Areitssourcesthoseofthearchive?","answer":"yes"'*"$(basename "$zip")"*)
		echo "ok $n - $version" ;;
	*)
		echo "not ok $n - $version"
		echo "# $said" ;;
	esac
done <"$top/releases"
if [ $n = 0 ]; then
	echo "1..0 # SKIP no toolchain with its archive in the module cache"
else
	echo "1..$n"
fi
