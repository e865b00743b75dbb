#!/bin/sh
# A script or a shim stands before go: the traces tell whose it is, and what it
# starts where its text says so; what the real one starts is the oracle.
# shellcheck disable=SC2154 # srcdir and out come from tests/run
one=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
[ -n "$one" ] || {
	echo "1..0 # SKIP no go here"
	exit 0
}
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-shim.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$top/home" "$top/m" "$top/asdf" "$top/script" "$top/mise"
cd "$top/m" || exit 1
printf 'module example.com/m\n\ngo 1.18\n' >go.mod
printf 'package m\n' >m.go
version=${one%% *} go=${one#* }
n=0
own() { # FOLDER COMMAND...
	first=$1
	shift
	env -i HOME="$top/home" PATH="$first:/usr/bin:/bin" LC_ALL=C GOMEND_SCAN="$GOMEND_SCAN" \
		GOTOOLCHAIN=local GOTELEMETRY=off GOPROXY=off SHELL=/bin/sh TERM=dumb "$@"
}
says() { # FOLDER TRACE WORDS
	n=$((n + 1))
	said=$(own "$1" "$GOMEND" trace "$2" --json </dev/null 2>&1 | tr -d '\n\t')
	case $said in
	*"$3"*) echo "ok $n - ${1##*/}: trace $2: $3" ;;
	*)
		echo "not ok $n - ${1##*/}: trace $2: $3"
		echo "# $said" | cut -c 1-600 ;;
	esac
}
: >"$top/ran"
printf '#!/usr/bin/env bash\n# asdf-plugin: golang 1.24.4\necho ran >>%s/ran\nexec /usr/local/bin/asdf exec "go" "$@"\n' "$top" >"$top/asdf/go"
printf '#!/bin/sh\nexport GOFLAGS=-x\nexec "%s" "$@"\n' "$go" >"$top/script/go"
printf '#!/bin/sh\n' >"$top/mise/mise"
chmod +x "$top/asdf/go" "$top/script/go" "$top/mise/mise"
cp "$GOMEND" "$top/mise/mise"
ln -s mise "$top/mise/go"

root=$(own "$top/script" "$top/script/go" env GOROOT)
n=$((n + 1))
[ "$(readlink -f "$root")" = "$(readlink -f "${go%/bin/go}")" ] && echo "ok $n - the script starts that go" ||
	echo "not ok $n - the script starts that go"
says "$top/script" goroot "A script: its line 3 starts $go, which is $version."
says "$top/script" goroot "Its tree is that of $go."
says "$top/script" path-lookup "A script: its line 3 starts $go, which is $version."
for t in goroot path-lookup; do
	says "$top/asdf" $t 'A shim of asdf: it starts the release that asdf picks by the folder; \"asdf which go\" tells which.'
	says "$top/mise" $t 'A shim of mise: it starts the release that mise picks by the folder'
done
n=$((n + 1))
[ ! -s "$top/ran" ] && echo "ok $n - no shim was run" || echo "not ok $n - no shim was run"
echo "1..$n"
