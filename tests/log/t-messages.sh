#!/bin/sh
# A long test: every release at hand is made to say the messages of the table
# (src/facts/loglore.c), and gomend log knows them in its words.
set -u
w=$out/log-messages
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
"$tool" --rows >"$w/rows"
newer() { # A B: is 1.A at least 1.B?
	[ "${1#*.}" -ge "${2#*.}" ]
}
n=0
other=
while read -r version go; do
	v=${version#go}
	line=$(echo "$v" | cut -d. -f1,2)
	# The one before it, for a GOROOT that is another's.
	sh "$srcdir/tests/log/messages.sh" "$go" "$w/$v" ${other:+"$other"} >"$w/$v.err" 2>&1
	sh "$srcdir/tests/log/served.sh" "$go" "$w/$v" >>"$w/$v.err" 2>&1
	other=$go
	chmod -R u+w "$w/$v" && rm -rf "$w/$v/cache" "$w/$v/cache2" "$w/$v/mod"
	for log in "$w/$v"/logs/*.log; do
		id=$(basename "$log" .log)
		# shellcheck disable=SC2046 # three words
		set -- $(grep "^$id " "$w/rows" || echo "$id 1.0 9.0")
		newer "$line" "$2" && { [ "$3" = 9.0 ] || newer "$3" "$line"; } || continue
		# A go in a module cache does not always see that it is GOROOT.
		[ "$id" != gopath-is-goroot ] || grep -qv '^\$ ' "$log" || continue
		n=$((n + 1))
		if "$tool" <"$log" | grep -qx "row $id"; then
			echo "ok $n - $v: $id"
		else
			echo "not ok $n - $v: $id"
			sed 's/^/# /' "$log" | head -n 12
		fi
	done
done <"$w/releases"
echo "1..$n"
