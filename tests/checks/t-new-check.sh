#!/bin/sh
# scripts/new-check and new-fix write what the registry's lint asks for, in its
# order.
# A long test: ./dev long.
set -u
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
tree=$out/new-check
mkdir -p "$tree/src" "$tree/docs" "$tree/tests" "$tree/po"
cp -R "$srcdir/scripts" "$tree/scripts"
cp -R "$srcdir/src/checks" "$srcdir/src/traces" "$srcdir/src/fixes" "$tree/src/"
cp -R "$srcdir/docs/checks" "$srcdir/docs/fixes" "$tree/docs/"
cp -R "$srcdir/tests/checks" "$srcdir/tests/fixes" "$tree/tests/"
cp "$srcdir/po/POTFILES.in" "$tree/po/"
chmod -R u+w "$tree"
cd "$tree" || exit 1
sh "$srcdir/tests/lint/registry.sh" >before 2>&1

for id in aa-first gosum-stale zz-last; do
	sh scripts/new-check "$id" >/dev/null 2>err
	ok $? "new-check $id"
done
for id in aa-mend set-go-lines zz-mend; do
	sh scripts/new-fix "$id" aa-first >/dev/null 2>err
	ok $? "new-fix $id"
done
sh scripts/new-fix mm-mend gomod-invalid >/dev/null 2>err
ok $? "new-fix for a check that has one"
sh "$srcdir/tests/lint/registry.sh" >after 2>&1
cmp -s before after
ok $? "the lint has nothing new to say"
[ "$(grep -c 'gosum_stale' src/checks/registry.c)" = 2 ] &&
	[ "$(grep -c 'src/checks/gosum_stale.c' src/checks/checks.mk)" = 1 ]
ok $? "a row each"
grep -qF '{ "aa-first", { "aa-mend", "set-go-lines", "zz-mend" } },' \
	src/fixes/registry.c &&
	grep -q '{ "gomod-invalid", {.*"mm-mend" } },' src/fixes/registry.c
ok $? "the fixes of a check stand in its row"
sed -n '/^libfixes_a_SOURCES/,$p' src/fixes/fixes.mk | sed '$d' |
	grep -vq '\\$'
[ $? = 1 ]
ok $? "every line of the list of fixes but the last goes on"
sh scripts/new-fix zz-mend aa-first >/dev/null 2>&1
[ $? = 1 ]
ok $? "a fix that is there is refused"
sed -n '/^libchecks_a_SOURCES/,$p' src/checks/checks.mk | sed '$d' |
	grep -vq '\\$'
[ $? = 1 ]
ok $? "every line of the list but the last goes on"
tail -n 1 src/checks/checks.mk | grep -q '\\$'
[ $? = 1 ]
ok $? "the last does not"
sed -n 's/^\(src\/checks\/.*\)/\1/p' po/POTFILES.in | LC_ALL=C sort -c
ok $? "POTFILES.in is in order"
sh scripts/new-check zz-last >/dev/null 2>&1
[ $? = 1 ]
ok $? "an id that is there is refused"
sh scripts/new-check 'No Id' >/dev/null 2>&1
[ $? = 2 ]
ok $? "a word that is no id is refused"
echo "1..$n"
