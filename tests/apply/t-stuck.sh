# What cannot be put right, cleared or read: said, with the way out; and it
# holds up nothing else.
. "$srcdir/tests/apply/lib.sh"
. "$srcdir/tests/apply/engine.sh"

# another : a project that has nothing to do with it.
another=$work/another
another() {
	rm -rf "$another"
	mkdir -p "$another"
	printf 'module example.com/another\n\ngo 1.20\n' >"$another/go.mod"
	"$PLAN" "$another" edit "$another/go.mod" 1.20 1.21 >"$work/plan"
}
engine() { "$ENGINE" "$@" >"$said_by" 2>&1; }
said_is() { grep -qF -- "$1" "$said_by" || { cat "$said_by"; return 1; }; }
# goes_on NAME : fixes, undo and purge elsewhere.
goes_on() {
	another
	apply
	check "$1: a fix elsewhere goes on" told applied
	nth=$(sed -n 's/.*"rec":"end","n":\([0-9]*\).*/\1/p' "$said_by")
	engine undo "$nth"
	check "$1: so does its undo" told undone
	another
	apply
	engine purge "$(sed -n 's/.*"rec":"end","n":\([0-9]*\).*/\1/p' "$said_by")"
	check "$1: and a purge" told purged
}

# --- a stage that cannot be removed ---

if can_mount; then
	gone=$(sh -c 'echo $$')
	space=$(stat -Lc %i /proc/self/ns/pid)
	closed=$work/closed/.gomend-undo
	small_fs "$work/closed" 1m
	mkdir -p "$closed/stage.abcdef"
	mount -o remount,ro "$work/closed"
	sample
	mkdir -p "$state/stages"
	ln -s "$closed/stage.abcdef" "$state/stages/$gone.$space.abcdef"
	ln -s "$work/closed" "$state/stages/touched.$(stat -c %i "$work/closed").1577934245123456789"
	mkdir -p "$repo/.git/gomend/stage.ghijkl"
	ln -s "$repo/.git/gomend/stage.ghijkl" "$state/stages/$gone.$space.ghijkl"
	goes_on "a stage on a disk that is read-only"
	check "the others are swept" test ! -e "$repo/.git/gomend/stage.ghijkl"
	mount -o remount,rw "$work/closed"
	engine recover
	check "writable again: it is swept" test ! -e "$closed"
	check "and its note" test -z "$(ls "$state/stages")"
	unmount "$work/closed"
else
	skip "a stage on a disk that is read-only" "$APPLY_MOUNTS"
fi

echo "1..$n"
