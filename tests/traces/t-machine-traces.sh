#!/bin/sh
# The traces of the machine end where the real go ends.
# A long test: ./dev long.
# shellcheck disable=SC2154 # srcdir and out come from tests/run
release=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
n=0
[ -n "$release" ] || {
	echo "1..0 # SKIP no go here"
	exit 0
}
GO=${release#* }
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-traces.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$top/home" "$top/m" "$top/tmp"
cd "$top/m" || exit 1
printf 'module example.com/m\n\ngo 1.18\n' >go.mod
printf 'package m\n\nimport "testing"\n\nfunc TestM(t *testing.T) {}\n' >m_test.go

# own VARIABLE... COMMAND : in an environment of its own.
own() {
	env -i HOME="$top/home" PATH="$(dirname "$GO"):/usr/bin:/bin" LC_ALL=C \
		GOMEND_SCAN="$GOMEND_SCAN" GOTOOLCHAIN=local GOTELEMETRY=off \
		GOFLAGS=-mod=mod GOPROXY=off SHELL=/bin/sh TERM=dumb "$@"
}
# ends NAME TEXT COMMAND... : a trace (or go) says TEXT.
ends() {
	n=$((n + 1)) name=$1 text=$2
	shift 2
	said=$("$@" 2>&1)
	said=$(printf '%s\n' "$said" | tr '\n' ' ' | tr -s ' ')
	case $said in
	*"$text"*) echo "ok $n - $name" ;;
	*)
		echo "not ok $n - $name"
		printf '# %s\n' "$said"
		;;
	esac
}
pass() {
	n=$((n + 1)) name=$1
	shift
	if said=$("$@" 2>&1); then echo "ok $n - $name"; else
		echo "not ok $n - $name"
		printf '%s\n' "$said" | sed 's/^/# /'
	fi
}

ends "tmp-exec: it can" "go test and go run start what they build" \
	own "$GOMEND" trace tmp-exec
pass "and go does" own "$GO" test .
ends "tmp-exec: a folder that is gone" "go cannot make its folder there" \
	own TMPDIR="$top/gone" "$GOMEND" trace tmp-exec
ends "go's words there" "creating work dir: stat $top/gone" \
	own TMPDIR="$top/gone" "$GO" test .
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
	printf 'mount --make-rprivate /\nmount -t tmpfs -o noexec none %s\nexec "$@"\n' \
		"$top/tmp" >"$top/noexec"
	ends "tmp-exec: noexec" "not mounted noexec" own TMPDIR="$top/tmp" \
		unshare -m sh "$top/noexec" "$GOMEND" trace tmp-exec
	ends "go's words there" "fork/exec $top/tmp/go-build" own \
		TMPDIR="$top/tmp" unshare -m sh "$top/noexec" "$GO" test -count=1 .
	ends "tmp-exec: GOTMPDIR is stronger" "in $top/go-build" own \
		TMPDIR="$top/tmp" GOTMPDIR="$top" unshare -m sh "$top/noexec" \
		"$GOMEND" trace tmp-exec
	pass "to go, too" own TMPDIR="$top/tmp" GOTMPDIR="$top" \
		unshare -m sh "$top/noexec" "$GO" test -count=1 .
else
	n=$((n + 1))
	echo "ok $n - noexec # SKIP needs root and mount namespaces"
fi

ends "build-cache: the default" "are kept in $top/home/.cache/go-build" \
	own "$GOMEND" trace build-cache
ends "as go has it" "$top/home/.cache/go-build" own "$GO" env GOCACHE
for case in "off required" "rel absolute"; do
	value=${case% *} word=${case#* }
	ends "build-cache: GOCACHE=$value" "$word" own GOCACHE="$value" \
		"$GOMEND" trace build-cache
	ends "go's words there" "$word" own GOCACHE="$value" "$GO" build .
done

ends "network: off" "go fetches nothing" own "$GOMEND" trace network
ends "as go says" "module lookup disabled by GOPROXY=off" own "$GO" \
	mod download example.com/none@v1.0.0
ends "network: off after nothing" "go fetches nothing" own GOPROXY=,off \
	"$GOMEND" trace network
ends "as go says" "module lookup disabled by GOPROXY=off" own GOPROXY=,off \
	"$GO" mod download example.com/none@v1.0.0
# A dead proxy, a dead server: which of the two go has tried.
for case in "0.0.0.0 *" "0.0.0.0 0.0.0.0" "0.0.0.0 0.0.0.0:2" \
	"0.0.0.0 0.0.0.0:3" "0.0.0.0 0.0.0.0/8" "0.0.0.0 10.0.0.0/8" \
	"0.0.0.0 x" "127.0.0.1 x" "localhost x"; do
	host=${case% *} no=${case#* }
	went=$(own GOPROXY="http://$host:2" HTTP_PROXY=http://127.0.0.1:1 \
		no_proxy="$no" "$GO" mod download example.com/none@v1.0.0 2>&1)
	case $went in
	*127.0.0.1:1:*) want="requests go through" ;;
	*:2:*) want="straight to http://$host:2" ;;
	*) want="something else than go: $went" ;;
	esac
	ends "network: $host with no_proxy=$no: $want" "$want" own \
		GOPROXY="http://$host:2" HTTP_PROXY=http://127.0.0.1:1 \
		no_proxy="$no" "$GOMEND" trace network
done
ends "network: straight" "straight to https://proxy.example" own \
	GOPROXY=https://proxy.example,direct "$GOMEND" trace network
ends "network: through a proxy" "http://***@through.example:3128; whether it answers" own \
	GOPROXY=https://proxy.example HTTPS_PROXY=http://u:secret@through.example:3128 \
	"$GOMEND" trace network
ends "network: from a folder" "no network is needed" own \
	GOPROXY=file:///x "$GOMEND" trace network
ends "network: the servers of this machine" \
	"$(awk '$1 == "nameserver" { print $2; exit }' /etc/resolv.conf 2>/dev/null)" \
	own GOPROXY=https://proxy.example "$GOMEND" trace network
echo "1..$n"
