#!/bin/sh
# The recipes of a Makefile as GNU make runs them: it is asked by make -n.
set -u
make --version 2>/dev/null | grep -q '^GNU Make' ||
	{ echo "1..0 # SKIP no GNU make"; exit 0; }
cd "$srcdir/tests/fmt/data" || exit 1
n=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/sub"
printf 'one:\n' >"$work/sub/Makefile"
cp plain.mk plain-part.mk "$work"
cd "$work" || exit 1
"$builddir/tests/fmt/makefile_tool" plain.mk >said || exit 1
for target in test build one two part; do
	n=$((n + 1))
	# What is made before it is left out: those files are there, and old.
	old="-o build"
	: >build
	[ $target = build ] && rm build && old=
	# shellcheck disable=SC2086
	env -i PATH="$PATH" HOME=/nowhere make --no-print-directory -n -f plain.mk $old "$target" 2>make.err |
		sed 's/^[^ ]*make -C/make -C/; /^make\[/d' | tr -s ' \t' ' ' >want
	awk -v t="$target" '/^[A-Za-z.%-]+\t/ { on = index($0, t "\t") == 1; sub(/^[^\t]*\t/, "") } on' said |
		tr -s ' \t' ' ' >got
	if cmp -s want got; then
		echo "ok $n - $target"
	else
		echo "not ok $n - $target"
		diff want got | sed 's/^/# /'
		sed 's/^/# /' make.err
	fi
done
echo "1..$n"
