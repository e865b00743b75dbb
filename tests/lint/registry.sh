# Every check has its row (sorted), its page, its fixtures; every trace its row.
bad=0
ids=$(sed -n 's/^[[:space:]]*\.id = "\([a-z0-9-]*\)",$/\1/p' src/checks/*.c | sort)
rows=$(sed -n 's/^[[:space:]]*&check_\([a-z0-9_]*\),$/\1/p' src/checks/registry.c | tr _ -)
[ "$rows" = "$(printf '%s\n' "$rows" | LC_ALL=C sort)" ] || { echo "src/checks/registry.c is not sorted"; bad=1; }
[ "$(printf '%s\n' "$rows" | LC_ALL=C sort)" = "$(printf '%s\n' "$ids" | LC_ALL=C sort)" ] || {
	echo "registry rows and .id members differ:"
	printf '%s\n' "$rows" "$ids" | sort | uniq -u
	bad=1
}
for id in $ids; do
	[ -f "docs/checks/$id.md" ] || { echo "docs/checks/$id.md is missing"; bad=1; }
	for kind in bad good; do
		found=
		for d in tests/checks/"$id"/"$kind"*/; do [ -d "$d" ] && found=1; done
		[ -n "$found" ] || { echo "tests/checks/$id has no $kind fixture"; bad=1; }
	done
done
for page in docs/checks/*.md; do
	printf '%s\n' "$ids" | grep -qx "$(basename "$page" .md)" || { echo "$page is of no check"; bad=1; }
done
traces=$(sed -n 's/^[[:space:]]*&tracer_\([a-z0-9_]*\),$/\1/p' src/traces/registry.c)
[ "$traces" = "$(printf '%s\n' "$traces" | LC_ALL=C sort)" ] || { echo "src/traces/registry.c is not sorted"; bad=1; }
exit $bad
