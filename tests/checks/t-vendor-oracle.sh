#!/bin/sh
# vendor-out-of-date against real go: made-up pairs of go.mod and modules.txt,
# and for the newest release (ALL=all: the oldest and those of the change of 1.22
# as well) the very lines that go
# prints.  SEEDS="1 2" runs those.
set -u
mkdir -p "$out"
srcdir=$(cd "$srcdir" && pwd)
builddir=$(cd "$builddir" && pwd)
TOOL=$builddir/tests/checks/fixture_tool
if [ ! -x "$TOOL" ]; then
	echo "1..0 # SKIP fixture_tool is not built (it comes with the unit tests)"
	exit 0
fi
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-vendor.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
sh "$srcdir/tests/go/releases.sh" "${ALL:-newest}" | awk '
	{ split($1, v, "."); line[++n] = $0; minor[n] = v[2] }
	# The oldest, the newest, and those around the change of 1.22.
	END { for (i = 1; i <= n; i++)
		if (i == 1 || i == n || minor[i] == 21 || minor[i] == 22)
			print line[i] }' >"$top/releases"
if [ ! -s "$top/releases" ]; then
	echo "1..0 # SKIP no go here to ask"
	exit 0
fi
mkdir -p "$top/m/vendor" "$top/home"
for d in one two; do
	mkdir -p "$top/m/$d"
	echo "module example.com/$d" >"$top/m/$d/go.mod"
done
echo "package m" >"$top/m/m.go"

make_case() {
	awk -v seed="$1" -v gomod="$top/m/go.mod" \
		-v txt="$top/m/vendor/modules.txt" '
	function pick(n) {
		seed = (seed * 16807 + 12345) % 2147483647
		return int(seed / 65536) % n
	}
	BEGIN {
		for (i = 0; i < 20; i++) pick(2)
		split("1.16 1.13 1.14 1.21 1.17", go, " ")
		split("v1.0.0 v1.1.0", ver, " ")
		n = split("a b c", mods, " ")
		nt = split("./one|./two|example.com/z v1.0.0", to, "|")
		print "module example.com/m\n\ngo " go[pick(5) + 1] "\n" >gomod
		for (i = 1; i <= n; i++) {
			p = "example.com/" mods[i]
			v = ver[pick(2) + 1]
			if (pick(4))
				print "require " p " " v \
					(pick(2) ? " // indirect" : "") >gomod
			if (!pick(3))
				print "replace " p " => " to[pick(nt) + 1] >gomod
			if (!pick(4))
				print "replace " p " v1.0.0 => " \
					to[pick(nt) + 1] >gomod
			# What vendor/ says, mostly but not always the same.
			if (!pick(5)) continue
			if (!pick(3)) v = ver[pick(2) + 1]
			r = pick(3) ? "" : " => " to[pick(nt) + 1]
			print "# " p " " v r >txt
			if (pick(4)) print "## explicit" >txt
			if (pick(3)) print p "/pkg" >txt
			if (!pick(4)) print "# " p " => " to[pick(nt) + 1] >txt
		}
		print "# example.com/skip 1.0\n# x\n<<<<<<< HEAD" >txt
	}'
}

clean_env() {
	env -i HOME="$top/home" PATH="$1:/usr/bin:/bin" GOFLAGS="$flags" \
		GOPROXY=off GOSUMDB=off GOTOOLCHAIN=local GOTELEMETRY=off \
		GOCACHE="${TEST_GOCACHE:-$top/cache}" LC_ALL=C "$2" "$3" "$4" "$5"
}

n=0
for seed in ${SEEDS:-1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 \
	23 24 25 26 27 28 29 30}; do
	make_case "$seed"
	flags=
	[ $((seed % 3)) != 0 ] || flags=-mod=vendor
	while read -r rel go; do
		n=$((n + 1))
		bin=$(dirname "$go")
		cd "$top/m" || exit 1
		clean_env "$bin" "$go" list . "" >"$top/said" 2>&1 </dev/null
		sed -n 's/^	\(example.com[^ ]*: is .*\)/\1/p' "$top/said" |
			LC_ALL=C sort -u >"$top/want"
		clean_env "$bin" "$TOOL" scan "$GOMEND_SCAN" "$top/m" \
			>"$top/records" 2>"$top/err" </dev/null
		"$TOOL" findings vendor-out-of-date <"$top/records" |
			sed 's/ \(text\|why\|path\|line\)=/\
\1=/g' | sed -n 's/^text=\(example.com[^ ]*: is .*\)/\1/p' |
			LC_ALL=C sort -u >"$top/got"
		if cmp -s "$top/want" "$top/got"; then
			echo "ok $n - $rel, seed $seed: $(grep -c . "$top/want") details"
		else
			echo "not ok $n - $rel, seed $seed"
			{
				cat go.mod vendor/modules.txt "$top/said"
				diff "$top/want" "$top/got"
				cat "$top/err"
			} | sed 's/^/# /'
		fi
	done <"$top/releases"
done
echo "1..$n"
