#!/bin/sh
# The trace toolchain ends where real go ends, in its words: the newest release,
# with ALL=all (t-toolchain-all.sh) each.
# shellcheck disable=SC2154 # srcdir and out come from tests/run
all=$(sh "$srcdir/tests/go/releases.sh")
releases=$(echo "$all" | awk '{ split($1, p, "."); if (p[2] + 0 >= 21) print }')
[ -n "$releases" ] || {
	echo "1..0 # SKIP no go here that switches toolchains"
	exit 0
}
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-toolchain.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$top/home" "$top/m"
cd "$top/m" || exit 1
printf 'package m\n' >m.go
n=0
own() {
	env -i HOME="$top/home" PATH="$bin:/usr/bin:/bin" LC_ALL=C GOMEND_SCAN="$GOMEND_SCAN" \
		GOTELEMETRY=off GOPROXY=off GOSUMDB=off SHELL=/bin/sh TERM=dumb \
		GOCACHE="${TEST_GOCACHE:-$top/cache}" "$@"
}
# agrees GO-LINE TOOLCHAIN-LINE GOTOOLCHAIN, with go.work as it lies there
agrees() {
	n=$((n + 1)) bad=0
	printf 'module example.com/m\n\ngo %s\n' "$1" >go.mod
	[ -z "$2" ] || printf '\ntoolchain %s\n' "$2" >>go.mod
	said=$(own GOTOOLCHAIN="$3" "$GOMEND" trace toolchain --json 2>&1 | tr -d '\n\t')
	outcome=$(printf '%s' "$said" | sed 's/.*"outcome": *"//; s/\\"/"/g')
	if own GOTOOLCHAIN="$3" go list . >"$top/got" 2>&1; then
		case $outcome in *"$version runs, the go on PATH."* | *"$version runs and does not care"*) ;; *) bad=1 ;; esac
	else
		# Its last word, without what varies with the release.
		words=$(grep -v 'downloading\|errors parsing [^:]*:$\|^	' "$top/got" | head -n 1)
		words=${words%%: must match format*}
		words=${words#go.mod:*: }
		words=${words#*/go.mod:*: }
		words=${words#*go.work:*: }
		words=${words%; to update it:}
		case $outcome in *"$words"*) ;; *) bad=1 ;; esac
		[ -n "$words" ] || bad=1
	fi
	if [ $bad = 0 ]; then echo "ok $n - $version: go $1, toolchain $2, GOTOOLCHAIN=$3"; else
		echo "not ok $n - $version: go $1, toolchain $2, GOTOOLCHAIN=$3"
		sed 's/^/# go: /' "$top/got"
		echo "# outcome: $outcome" | cut -c 1-400
	fi
}
first=$(echo "$releases" | head -n 1)
newest=$(echo "$releases" | tail -n 1)
[ -n "${ALL:-}" ] || first= all=$newest
for one in ${first:+"$first"} "$newest"; do
	version=${one%% *}
	bin=$(dirname "$(readlink -f "${one#* }")")
	for set in local auto path local+auto local+path; do
		agrees 1.20 '' $set
		agrees 1.99 '' $set
	done
	for set in local auto path; do
		agrees 1.20 foo $set
		agrees 1.20 default $set
		agrees 1.99 default $set
		agrees 1.20 go1.99.1 $set
	done
	for set in go1.97 go1.97.1 go1.97.1+auto go1.97.1+path go1.97+path 1.22 foo auto+local \
		"$version" "$version+auto" "$version+path"; do
		agrees 1.20 '' "$set"
	done
	agrees 1.99 '' "$version"
done
# What a release cannot read stops it, whichever it is.
while read -r version one; do
	bin=$(dirname "$(readlink -f "$one")")
	for line in 1.18 1.20 1.x 1.20.x; do
		agrees $line '' local
	done
	case $version in
	go1.18* | go1.19* | go1.20*)
		agrees 1.20rc1 '' auto
		agrees 1.20 go1.24.4 auto
		agrees 1.24 go1.22.12 auto
		printf 'go 1.24.4\n\nuse .\n' >go.work
		agrees 1.18 '' auto
		printf 'go 1.18\n\ntoolchain go1.24.4\n\nuse .\n' >go.work
		agrees 1.18 '' auto
		;;
	esac
	printf 'go 1.x\n\nuse .\n' >go.work
	agrees 1.18 '' local
	rm go.work
done <<END
$all
END
# The go on PATH lies in the module cache itself: so does not every other.
case $bin in
*/golang.org/toolchain@*) ;;
*)
	one=$(echo "$releases" | grep '/golang.org/toolchain@' | tail -n 1)
	bin=$(dirname "${one#* }")
	;;
esac
if [ -n "$one" ]; then
	n=$((n + 1))
	printf 'module example.com/m\n\ngo 1.20\n' >go.mod
	if own GOTOOLCHAIN=go1.97.1 "$GOMEND" trace toolchain --json | tr -d '\n\t ' |
		grep -q 'Isgo1.97.1unpackedinthemodulecache?","answer":"no"'; then
		echo "ok $n - another release is not in the cache"
	else
		echo "not ok $n - another release is not in the cache"
	fi
fi
# The proxy may have it, or not: no such release is known.
n=$((n + 1))
if own GOPROXY=https://proxy.example GOTOOLCHAIN=go1.97.1 GOSUMDB=sum.golang.org \
	"$GOMEND" trace toolchain --json | tr -d '\n\t' |
	grep -q 'asks the proxy for go1.97.1, a release that gomend does not know'; then
	echo "ok $n - a release that nobody knows"
else
	echo "not ok $n - a release that nobody knows"
fi
echo "1..$n"
