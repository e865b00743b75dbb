#!/bin/sh
# go-programs: what Go built on PATH, with its links, module and Go, and what it
# hides; go version -m and the shell say the same.
# shellcheck disable=SC2154 # srcdir and out come from tests/run
release=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
[ -n "$release" ] || {
	echo "1..0 # SKIP no go here"
	exit 0
}
GO=${release#* } FULL=${release%% *}
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-programs.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'chmod -R u+w "$top"; rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$top/home/go/bin" "$top/m/tool" "$top/one" "$top/two" "$top/real"
cd "$top/m" || exit 1
printf 'module example.com/m\n\ngo 1.18\n' >go.mod
printf 'package main\n\nfunc main() {}\n' >tool/main.go
n=0
base=$top/bin
mkdir "$base"
ln -s /bin/sh "$base/sh"
printf '#!/bin/sh\n' >"$base/script"
chmod +x "$base/script"
own() {
	env -i HOME="$top/home" PATH="$top/one:$top/two:$(dirname "$GO"):$base" LC_ALL=C \
		GOMEND_SCAN="$GOMEND_SCAN" GOTOOLCHAIN=local GOTELEMETRY=off GOPROXY=off \
		SHELL=/bin/sh TERM=dumb COLUMNS=1000 GOCACHE="${TEST_GOCACHE:-$top/cache}" "$@"
}
# Where lines were wrapped does not matter.
has() { # NAME TEXT FILE
	n=$((n + 1))
	if tr -d ' \n' <"$3" | grep -qF -- "$(printf %s "$2" | tr -d ' \n')"; then echo "ok $n - $1"; else
		echo "not ok $n - $1"
		echo "# not there: $2"
		sed 's/^/# /' "$3"
	fi
}
lacks() { # NAME TEXT FILE
	n=$((n + 1))
	if grep -qF -- "$2" "$3"; then
		echo "not ok $n - $1"
		sed 's/^/# /' "$3"
	else echo "ok $n - $1"; fi
}
own "$GO" build -buildvcs=false -o "$top/real/tool" ./tool || {
	echo "1..0 # SKIP this go does not build here"
	exit 0
}
ln -s "$top/real/tool" "$top/two/hop"
ln -s ../two/hop "$top/one/tool"
cp "$top/real/tool" "$top/two/tool"
cp "$top/real/tool" "$top/home/go/bin/unseen"
own "$GOMEND" trace go-programs >"$top/said" 2>&1
own "$GO" version -m "$top/one/tool" >"$top/m.said"
has "the links of the first" "$top/one/tool -> $top/two/hop -> $top/real/tool" "$top/said"
has "its main package and the Go that built it" "(example.com/m/tool (devel), $FULL)" "$top/said"
has "as go version -m has it" "example.com/m/tool" "$top/m.said"
has "what it hides" "$top/two/tool (example.com/m/tool (devel), $FULL) Hidden: the first one wins." "$top/said"
own sh -c 'command -v tool' >"$top/shell"
has "the shell takes the first, too" "$top/one/tool" "$top/shell"
has "go itself" "(cmd/go, $FULL)" "$top/said"
has "gofmt" "(cmd/gofmt, $FULL)" "$top/said"
lacks "no script, nor a program of C" "script" "$top/said"
has "the folder of go install is not on PATH" "Put $top/home/go/bin on PATH." "$top/said"
lacks "and what lies in it is not there" "unseen" "$top/said"
own "$(command -v env)" PATH="$top/home/go/bin:$(dirname "$GO"):$base" "$GOMEND" trace go-programs >"$top/said" 2>&1
has "on PATH it is" "$top/home/go/bin/unseen (example.com/m/tool (devel), $FULL) It lies where go install puts programs." "$top/said"
has "and nothing hides anything" "Each name stands for one program." "$top/said"
own "$GOMEND" trace path-lookup tool >"$top/said" 2>&1
has "path-lookup tells the Go of each, too" "(example.com/m/tool (devel), $FULL)" "$top/said"
own "$GOMEND" trace path-lookup sh >"$top/said" 2>&1
has "and finds any name" "$base/sh" "$top/said"
echo "1..$n"
