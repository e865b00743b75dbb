#!/bin/sh
# The trace cgo ends where the real go ends, with a compiler and without.
# shellcheck disable=SC2154 # srcdir and out come from tests/run
release=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
n=0
[ -n "$release" ] || {
	echo "1..0 # SKIP no go here"
	exit 0
}
GO=${release#* }
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-cgo.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$top/home" "$top/m/cmd/app" "$top/m/c" "$top/m/cmd/plain" "$top/none"
cd "$top/m" || exit 1
printf 'module example.com/m\n\ngo 1.18\n' >go.mod
printf 'package main\n\nimport _ "example.com/m/c"\n\nfunc main() {}\n' >cmd/app/main.go
printf 'package c\n\n// int one(void) { return 1; }\nimport "C"\n\nvar One = int(C.one())\n' >c/c.go
printf 'package main\n\nfunc main() {}\n' >cmd/plain/main.go

# own VARIABLE... COMMAND : in an environment of its own.
own() {
	env -i HOME="$top/home" PATH="$(dirname "$GO"):$top/none" LC_ALL=C \
		GOMEND_SCAN="$GOMEND_SCAN" GOTOOLCHAIN=local GOTELEMETRY=off \
		GOCACHE="${TEST_GOCACHE:-$top/gocache}" SHELL=/bin/sh TERM=dumb "$@"
}
# ends NAME TEXT COMMAND... : a trace (or go) says TEXT.
ends() {
	n=$((n + 1)) name=$1 text=$2
	shift 2
	said=$("$@" 2>&1)
	said=$(printf '%s\n' "$said" | tr '\n\t' '  ' | tr -s ' ')
	case $said in
	*"$text"*) echo "ok $n - $name" ;;
	*)
		echo "not ok $n - $name"
		printf '# %s\n' "$said"
		;;
	esac
}

ends "no compiler: off by default" "the build stops at example.com/m/c: without cgo" \
	own "$GOMEND" trace cgo
ends "the chain is told" "example.com/m/cmd/app -> example.com/m/c\"" own "$GOMEND" trace cgo --json
ends "go has it off, too" "0" own "$GO" env CGO_ENABLED
ends "and stops" "build constraints exclude all Go files" own "$GO" build -o "$top/app" ./cmd/app
ends "no compiler, and on" 'cgo: C compiler "gcc" not found' \
	own CGO_ENABLED=1 "$GOMEND" trace cgo
ends "go's words there" 'C compiler "gcc" not found' \
	own CGO_ENABLED=1 "$GO" build -o "$top/app" ./cmd/app
ends "a CC that is nowhere puts it on" 'cgo: C compiler "nocc" not found' \
	own CC=nocc "$GOMEND" trace cgo
ends "in go as well" "1" own CC=nocc "$GO" env CGO_ENABLED
ends "a value that does not count" "Go ignores the value" own CGO_ENABLED=true "$GOMEND" trace cgo
printf '#!/bin/sh\nexit 1\n' >"$top/none/gcc"
chmod +x "$top/none/gcc"
ends "a compiler on PATH puts it on" "cgo is on: the C compiler is used" own "$GOMEND" trace cgo
ends "and in go" "1" own "$GO" env CGO_ENABLED
ends "another system puts it off" "the build stops at example.com/m/c" \
	own GOARCH=s390x "$GOMEND" trace cgo
ends "in go, too" "0" own GOARCH=s390x "$GO" env CGO_ENABLED
rm -r c cmd/app
ends "nothing needs it" "cgo is off: everything is pure Go" own CGO_ENABLED=0 "$GOMEND" trace cgo
ends "as JSON" '"bad": false' own CGO_ENABLED=0 "$GOMEND" trace cgo --json
echo "1..$n"
