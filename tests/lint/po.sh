# Every file with words is in POTFILES.in, and the Chinese catalogue is whole.
bad=0
command -v xgettext >/dev/null && command -v msgfmt >/dev/null || { echo "no gettext tools"; exit 77; }
for f in $(grep -lE '(^|[^A-Za-z0-9_])(_|N_|C_|NC_|ngettext)\("' -r src ui --include='*.c'); do
	grep -qx "$f" po/POTFILES.in || { echo "$f is not in po/POTFILES.in"; bad=1; }
done
while read -r f; do
	case $f in '' | '#'*) continue ;; esac
	[ -f "$f" ] || { echo "po/POTFILES.in names $f, which does not exist"; bad=1; }
done <po/POTFILES.in
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
	--keyword=ngettext:1,2 --add-comments=TRANSLATORS: -f po/POTFILES.in -o "$tmp/gomend.pot" 2>"$tmp/err" ||
	{ cat "$tmp/err"; bad=1; }
msgmerge -q --no-fuzzy-matching -o "$tmp/zh.po" po/zh_CN.po "$tmp/gomend.pot" || bad=1
msgfmt -c -o /dev/null "$tmp/zh.po" 2>"$tmp/err" || { cat "$tmp/err"; bad=1; }
stat=$(msgfmt --statistics -o /dev/null "$tmp/zh.po" 2>&1 | tail -n 1)
case $stat in
*untranslated* | *fuzzy*) echo "po/zh_CN.po is not complete: $stat"; msgattrib --untranslated "$tmp/zh.po" | grep '^msgid' | head -n 20; bad=1 ;;
esac
# A translation keeps the arguments of its sentence.
msgattrib --translated --no-wrap "$tmp/zh.po" | awk '
	function args(s, n, out, i) { out = ""; for (i = 0; i < 10; i++) if (index(s, "{" i "}")) out = out i; if (index(s, "{n}")) out = out "n"; return out }
	/^msgid "/ { id = $0; plural = ""; mode = "id"; next }
	/^msgid_plural/ { plural = $0; mode = "pl"; next }
	/^msgstr/ { str = $0; mode = "str"; next }
	/^"/ { if (mode == "id") id = id $0; else if (mode == "pl") plural = plural $0; else str = str $0; next }
	/^$/ { if (str != "" && args(plural == "" ? id : plural) != args(str)) { print "arguments differ: " id; bad = 1 } str = "" }
	END { exit bad }' || bad=1
exit $bad
