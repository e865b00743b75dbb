#!/bin/sh
# A long test: every release at hand does what is well (good.sh), and gomend log
# has nothing to say of it.
set -u
w=$out/log-good
chmod -R u+w "$w" 2>/dev/null
rm -rf "$w"
mkdir -p "$w" || exit 1
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }
sh "$srcdir/tests/go/releases.sh" >"$w/releases"
if [ ! -s "$w/releases" ]; then
	echo "1..0 # SKIP no go found"
	exit 0
fi
tool=$builddir/tests/log/logread_tool
n=0
while read -r version go; do
	v=${version#go}
	sh "$srcdir/tests/log/good.sh" "$go" "$w/$v" >"$w/$v.good" 2>&1
	[ -s "$w/$v/logs/build.log" ] || echo "no logs" >>"$w/$v.good"
	cat "$w/$v"/logs/*.log | "$tool" >>"$w/$v.good" 2>&1
	chmod -R u+w "$w/$v" && rm -rf "$w/$v/cache" "$w/$v/mod" "$w/$v/mod2"
	n=$((n + 1))
	if [ ! -s "$w/$v.good" ]; then
		echo "ok $n - $v: nothing in the logs of what is well"
	else
		echo "not ok $n - $v: nothing in the logs of what is well"
		sed 's/^/# /' "$w/$v.good" | head -n 12
	fi
done <"$w/releases"
echo "1..$n"
