# gomend-apply under test: a sample repository, plans for it, what is there.
# Sourced after lib.sh.
ENGINE=$GOMEND_APPLY
PLAN=$builddir/tests/apply/plan_tool
repo=$work/repo
state=$HOME/.local/state/gomend
said_by=$work/said
sample_more=:
# What gomend keeps is no part of what it changes.
IGNORED="-x $repo/.git/gomend"
[ -x "$ENGINE" ] && [ -x "$PLAN" ] || { echo "1..0 # SKIP gomend-apply is not built"; exit 0; }

# sample : a repository in $repo, with nothing applied yet.
sample() {
	rm -rf "$repo" "$HOME"
	mkdir -p "$HOME" "$repo/vendor/example.com/a" "$repo/.git"
	printf 'module example.com/x\n\ngo 1.20\n' >"$repo/go.mod"
	printf '# example.com/a v1\n' >"$repo/vendor/modules.txt"
	printf 'package a\n' >"$repo/vendor/example.com/a/a.go"
	chmod 0444 "$repo/vendor/example.com/a/a.go"
	printf '#!/bin/sh\n' >"$repo/run.sh"
	chmod 0750 "$repo/run.sh"
	ln -s go.mod "$repo/link"
	ln "$repo/run.sh" "$repo/run2.sh"
	chmod 2775 "$repo/vendor"
	setfattr -n user.note -v kept "$repo/go.mod" 2>/dev/null
	if command -v git >/dev/null; then
		git -C "$repo" init -q
		git -C "$repo" add -A
		git -C "$repo" -c user.name=a -c user.email=a@example.com commit -q -m one
	fi
	find "$repo" -exec touch -h -d '2020-01-02 03:04:05.123456789' {} +
	$sample_more
}
# stage_more : a prepared stage beside it, as gomend makes one.
staged=$repo/.git/gomend/stage.abcdef
stage_more() {
	mkdir -p "$staged/vendor/new"
	printf 'fresh\n' >"$staged/vendor/new/f"
	printf 'prepared\n' >"$staged/prepared"
	git -C "$repo" status >/dev/null 2>&1
	cp "$repo/.git/index" "$staged/index"
	(cd "$repo" && GIT_INDEX_FILE=$staged/index git rm -q --cached run.sh)
}
plan_of() { "$PLAN" "$repo" git "$repo/.git" "$@" >"$work/plan"; }
apply() { "$ENGINE" apply <"$work/plan" >"$said_by" 2>&1; }
remember() { "$TREESTATE" -i $IGNORED "$repo" >"$work/was.txt"; }
# same_as_was : to the inode and the nanosecond, folders too.
same_as_was() {
	"$TREESTATE" -i $IGNORED "$repo" >"$work/is.txt"
	"$TREESTATE" -c "$work/was.txt" "$work/is.txt"
}
# leftovers : what should have been tidied up.
leftovers() {
	find "$repo" -name '.gomend-undo' -o -name 'txn-*' -o -name 'index.lock' -o -path '*/.git/gomend'
	[ ! -s "$state/lock" ] || echo "$state/lock"
	find "$state" -name '*.tmp' -o -path '*/stage/*' 2>/dev/null
}
# told STATE : the last run ended so.
told() { grep -q "\"rec\":\"end\".*\"state\":\"$1\"" "$said_by"; }
