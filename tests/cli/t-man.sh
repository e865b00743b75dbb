#!/bin/sh
# The manual page knows every command and every option, and no other.
page=$srcdir/docs/gomend.1
LC_ALL=C.UTF-8
export LC_ALL
unset LANGUAGE LANG
w=$out/cli-man
mkdir -p "$w"
n=0

"$GOMEND" --help >"$w/help"
commands=$(sed -n '/^  check /,/^$/s/^  \([a-z]*\) .*/\1/p' "$w/help")
for c in $commands; do
	n=$((n + 1))
	if grep -Eq "^\.BR? $c( |\$)" "$page"; then
		echo "ok $n - command $c"
	else
		echo "not ok $n - command $c"
	fi
	"$GOMEND" "$c" --help >>"$w/help"
done
n=$((n + 1))
if [ "$(echo "$commands" | wc -w)" -ge 8 ]; then
	echo "ok $n - all commands were tried"
else
	echo "not ok $n - all commands were tried"
fi

grep -o -- '--[a-z][a-z-]*' "$w/help" | sort -u >"$w/options"
sed 's/\\-/-/g' "$page" | grep -E '^\.BR? ' |
	grep -o -- '--[a-z][a-z-]*' | sort -u >"$w/documented"
n=$((n + 1))
if [ -s "$w/options" ] && diff "$w/options" "$w/documented" >"$w/diff"; then
	echo "ok $n - the same options"
else
	echo "not ok $n - the same options"
	sed 's/^/# /' "$w/diff"
fi
n=$((n + 1))
if ! command -v man >/dev/null; then
	echo "ok $n - the page is well formed # SKIP no man"
elif man --warnings -l "$page" 2>"$w/err" >/dev/null && [ ! -s "$w/err" ]; then
	echo "ok $n - the page is well formed"
else
	echo "not ok $n - the page is well formed"
	sed 's/^/# /' "$w/err"
fi
echo "1..$n"
