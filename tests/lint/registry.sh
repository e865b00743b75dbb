# Every check has its row (sorted), its page, its fixtures; every trace its row;
# every fix its row, its page, its cases, and checks that it serves.
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
ids=$(sed -n 's/^[[:space:]]*\.id = "\([a-z0-9-]*\)",$/\1/p' src/fixes/*.c | LC_ALL=C sort)
rows=$(sed -n 's/^[[:space:]]*&fix_\([a-z0-9_]*\),$/\1/p' src/fixes/registry.c | tr _ -)
[ "$rows" = "$(printf '%s\n' "$rows" | LC_ALL=C sort)" ] || { echo "src/fixes/registry.c is not sorted"; bad=1; }
[ "$(printf '%s\n' "$rows" | LC_ALL=C sort)" = "$ids" ] || {
	echo "registry rows and .id members of fixes differ:"
	printf '%s\n' "$rows" "$ids" | sort | uniq -u
	bad=1
}
for id in $ids; do
	[ -f "docs/fixes/$id.md" ] || { echo "docs/fixes/$id.md is missing"; bad=1; }
	found=
	for d in tests/fixes/"$id"/*/; do [ -f "$d/case.sh" ] && [ -f "$d/expect" ] && found=1; done
	[ -n "$found" ] || { echo "tests/fixes/$id has no case"; bad=1; }
done
handed=$(sed -n 's/^#define HANDOVER_[A-Z_]* "\(.*\)"$/\1/p' src/facts/finding.h)
for page in docs/fixes/*.md; do
	printf '%s\n' "$ids" "$handed" | grep -qx "$(basename "$page" .md)" || { echo "$page is of no fix"; bad=1; }
done
for id in $handed; do
	[ -f "docs/fixes/$id.md" ] || { echo "docs/fixes/$id.md is missing"; bad=1; }
done
# The table check -> fixes: sorted, of checks and fixes that exist.
serves=$(sed -n 's/^	{ "\([a-z0-9-]*\)", {.*/\1/p' src/fixes/registry.c)
[ "$serves" = "$(printf '%s\n' "$serves" | LC_ALL=C sort -u)" ] || { echo "the checks in src/fixes/registry.c are not sorted"; bad=1; }
for check in $serves; do
	grep -q "\.id = \"$check\"," src/checks/*.c || { echo "src/fixes/registry.c: there is no check $check"; bad=1; }
done
for id in $(sed -n '/ servings\[\] = {/,/^};/p' src/fixes/registry.c | grep -o '"[a-z0-9-]*"' | tr -d '"'); do
	printf '%s\n' "$ids" "$handed" "$serves" | grep -qx "$id" || { echo "src/fixes/registry.c: there is no fix $id"; bad=1; }
done
exit $bad
