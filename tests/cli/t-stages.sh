#!/bin/sh
# migrate-to-module stage by stage: each has its gate, one can stop behind any,
# going on comes to what all at once comes to, undo --whole to the start.  With
# MODE=cut (t-stages-cut.sh) it is cut off in each as well.
# A long test: ./dev long.
. "$srcdir/tests/cli/fixlib.sh"
sh "$srcdir/tests/go/releases.sh" >"$w/releases"
newest=$(tail -n 1 "$w/releases")
if [ -z "$newest" ] || [ ! -x "$builddir/tests/checks/fixture_tool" ]; then
	echo "1..0 # SKIP no go here, or no fixture_tool"
	exit 0
fi
go=${newest#* }
kstep=$builddir/tests/apply/kstep
T=$w TOOL=$builddir/tests/checks/fixture_tool
. "$srcdir/tests/checks/lib.sh"
PATH=$(dirname "$go"):$PATH
GOPATH=$w/gopath GOMODCACHE=$HOME/go/pkg/mod GOSUMDB=off GOFLAGS=-modcacherw
export PATH GOPATH GOMODCACHE GOSUMDB GOFLAGS
repo=$GOPATH/src/example.com/me
moved=$w/moved/me

mkmod example.com/dep v1.0.0
cached example.com/dep v1.0.0
mkmod example.com/dep v1.1.0
# Unpacked, so that a dry run has it.
(mkdir -p "$w/warm" && cd "$w/warm" && file go.mod 'module warm' &&
	GOPROXY=file://$w/proxy "$go" mod download example.com/dep@v1.0.0) || exit 1
mkdir -p "$w/moved"
# Sentences are wrapped to the width of the page.
says() { # wherever a line ends, and a long path is parted
	tr -d ' \n' <"$w/got" | grep -qF -- "$(printf %s "$1" | tr -d ' \n')"
}

# Of dep's time, below GOPATH/src: a lock, vendor/, lines of all kinds.
old_project() {
	rm -rf "$repo" "$moved" "$state"
	mkdir -p "$repo/.git/objects" "$repo/.git/refs" "$repo/lib" \
		"$repo/vendor/example.com/dep"
	echo "ref: refs/heads/main" >"$repo/.git/HEAD"
	printf 'package me\n\nimport (\n\t_ "example.com/dep"\n\t_ "./lib"\n)\n' >"$repo/m.go"
	printf 'package lib\n' >"$repo/lib/lib.go"
	cp "$w/src/example.com/dep@v1.0.0/lib.go" "$repo/vendor/example.com/dep"
	printf '[[projects]]\n  name = "example.com/dep"\n  revision = "v1.0.0"\n  version = "v1.0.0"\n' \
		>"$repo/Gopkg.lock"
	printf 'deps:\n\tgo get github.com/golang/dep/cmd/dep\n\tdep ensure\n' \
		>"$repo/Makefile"
	printf 'FROM golang:1.22\nCOPY Gopkg.lock ./\nRUN dep ensure -vendor-only\nCOPY . .\nRUN go build .\n' \
		>"$repo/Dockerfile"
}
# The tree without what gomend keeps in .git.
tree() {
	(cd "${1:-$repo}" && find . -path ./.git -prune -o -print |
		LC_ALL=C sort | while read -r f; do
			stat -c '%n %F %a' "$f"
			[ ! -f "$f" ] || cksum "$f"
		done)
}
builds() { (cd "${1:-$repo}" && GOPROXY=off GOFLAGS= "$go" build -o /dev/null ./...); }
migrate() {
	run "$GOMEND" fix migrate-to-module "$repo" --yes "$@"
}

# ---- all at once ----

old_project
tree >"$w/start"
migrate --dry-run
says 'module, now: go.mod, go.sum, imports' &&
	says 'Gate: go build ./... passes, from the new vendor/.' &&
	says 'lock, now: Gopkg.lock goes' &&
	says 'Those of now are one plan: their gates stand at its end'
ok $? "the preview has the stages and their gates"
migrate
[ "$rc" = 0 ] && says 'Stages done, and their gates passed: module, lines, lock.' &&
	says 'No stage remains.'
ok $? "all of them at once"
tree >"$w/all"

# ---- one after the other ----

old_project
migrate --set until=module
[ "$rc" = 0 ] && says 'lines, later: what assumes GOPATH' && says 'What remains: lines, lock.' &&
	says "gomend fix migrate-to-module $repo --set until=lines"
ok $? "until=module says what remains, and what goes on with it"
[ -f "$repo/go.mod" ] && [ -f "$repo/vendor/modules.txt" ] &&
	[ -f "$repo/Gopkg.lock" ] && grep -q 'cmd/dep' "$repo/Makefile" &&
	grep -q '^RUN dep ensure' "$repo/Dockerfile" && builds
ok $? "it is a module that builds; the lock and the lines are as they were"
tree >"$w/module"
run "$GOMEND" check "$repo" --only gopath-project,gopath-legacy-lock,vendor-legacy
! says 'a Go project without go.mod' && says 'is left over'
ok $? "the lock is left over, and the project no finding"
run "$GOMEND" fix gopath-legacy-lock "$repo" --set until=lines --yes
[ "$rc" = 0 ] && says 'go on with the migration of me: lines' &&
	says 'What remains: lock.' && says 'It goes on from number 1' &&
	[ -f "$repo/Gopkg.lock" ] && ! grep -q 'dep ensure' "$repo/Makefile" "$repo/Dockerfile"
ok $? "its finding offers to go on: the lines"
tree >"$w/lines"
# As the result said it.
line=$(sed -n 's/^    gomend fix/fix/p' "$w/got")
# shellcheck disable=SC2086 # words
run "$GOMEND" $line --yes
[ "$rc" = 0 ] && says 'go.mod requires what Gopkg.lock pins: nothing is lost with it.' &&
	says 'the same: example.com/dep v1.0.0' && says 'No stage remains.' &&
	says '"gomend undo --whole 3" takes back all of its stages'
ok $? "the line that it named goes on: the lock"
tree >"$w/now"
cmp -s "$w/all" "$w/now" && builds
ok $? "stage by stage comes to what all at once comes to"
migrate
[ "$rc" = 2 ]
ok $? "nothing remains"

# ---- back ----

run "$GOMEND" history --json
[ "$(python3 - "$w/got" <<'END'
import json, sys
for t in json.load(open(sys.argv[1]))["history"]:
    print(t["n"], ",".join(t["stages"]), ",".join(t["remain"]), t["continues"], end=";")
END
)" = "3 lock  2;2 lines lock 1;1 module lines,lock 0;" ]
ok $? "the journal knows which goes on from which"
run "$GOMEND" -C "$repo" undo --whole
[ "$rc" = 2 ] && [ "$(grep -c 'To be taken back:' "$w/got")" = 3 ] &&
	says 'Nothing was changed. --yes takes it back.'
ok $? "undo --whole shows all three, and asks"
# Of the oldest: then the newer ones stay, too.
cp "$repo/go.mod" "$w/kept-mod"
echo '// mine' >>"$repo/go.mod"
tree >"$w/mine"
run "$GOMEND" -C "$repo" undo --whole --yes
tree >"$w/now"
[ "$rc" = 2 ] && says "$repo/go.mod: its bytes were changed" && cmp -s "$w/mine" "$w/now"
ok $? "where go.mod was changed since, it is refused, and nothing taken back"
cp "$w/kept-mod" "$repo/go.mod"
run "$GOMEND" undo --yes 3
tree >"$w/now"
cmp -s "$w/lines" "$w/now"
ok $? "undo takes back the last stage alone"
run "$GOMEND" undo --whole 1 --yes
tree >"$w/now"
[ "$rc" = 0 ] && says 'All of it is taken back.' && cmp -s "$w/start" "$w/now"
ok $? "undo --whole takes back those that stand, by the number of any"
run "$GOMEND" -C "$repo" undo --whole --yes
[ "$rc" = 2 ] && says 'There is nothing to take back'
ok $? "then nothing is left to take back"

# ---- with the move, which is the last ----

old_project
migrate --set until=lock --set "to=$moved"
[ "$rc" = 0 ] && [ ! -e "$repo/Gopkg.lock" ] && [ -d "$repo" ] &&
	says "gomend fix migrate-to-module $repo --set to=$moved"
ok $? "until=lock: the move remains"
line=$(sed -n 's/^    gomend fix/fix/p' "$w/got")
# shellcheck disable=SC2086
run "$GOMEND" $line --yes
tree "$moved" >"$w/now"
[ "$rc" = 0 ] && [ ! -e "$repo" ] && cmp -s "$w/all" "$w/now" && builds "$moved"
ok $? "it goes on with the move"
run "$GOMEND" -C "$moved" undo --whole --yes
tree >"$w/now"
[ "$rc" = 0 ] && [ ! -e "$moved" ] && cmp -s "$w/start" "$w/now"
ok $? "undo --whole comes back from there, too"

# ---- a module that gomend has not migrated ----

rm -rf "$repo/go.mod" "$repo/vendor" "$state"
printf 'module example.com/me\n\ngo 1.21\n\nrequire example.com/dep v1.1.0\n' >"$repo/go.mod"
sums example.com/dep v1.1.0 >"$repo/go.sum"
cached example.com/dep v1.1.0
sed -i 's|"./lib"|"example.com/me/lib"|' "$repo/m.go"
printf '[[projects]]\n  name = "example.com/gone"\n  revision = "v1.2.3"\n' >>"$repo/Gopkg.lock"
tree >"$w/own"
migrate --set until=lines
tree >"$w/own-lines"
[ "$rc" = 0 ] && ! says 'What becomes of what' && [ -f "$repo/Gopkg.lock" ]
ok $? "a module with a lock of old: the lines first"
migrate
[ "$rc" = 0 ] && says 'Of 2 of its 2 modules Gopkg.lock says otherwise than go.mod' &&
	says 'other: example.com/dep v1.0.0 → v1.1.0' && says 'not required: example.com/gone v1.2.3' &&
	[ ! -e "$repo/Gopkg.lock" ] && grep -q 'dep v1.1.0' "$repo/go.mod"
ok $? "what the lock says otherwise is told before it goes"
run "$GOMEND" -C "$repo" undo --whole --yes
tree >"$w/now"
cmp -s "$w/own" "$w/now"
ok $? "and undo --whole gives both back"
printf 'imports: []\n' >"$repo/glide.lock"
"$GOMEND" check "$repo" --format json >"$w/check.json" 2>/dev/null
print=$(python3 - "$w/check.json" <<'END'
import json, sys
for f in json.load(open(sys.argv[1]))["findings"]:
    if f["id"] == "gopath-legacy-lock" and f["path"] == "glide.lock":
        print(f["fingerprint"])
END
)
run "$GOMEND" fix "gopath-legacy-lock@$print" "$repo" --yes
[ "$rc" = 0 ] && [ "$print" ] && [ ! -e "$repo/glide.lock" ] && [ -f "$repo/Gopkg.lock" ]
ok $? "of two locks the one that the finding is about goes"

# ---- cut off ----

if [ "${MODE:-}" = cut ] && [ -x "$kstep" ]; then
	private_bin <<END
#!/bin/sh
case \$1 in
apply | undo)
	if [ "\$1" = "\$(cat "$w/kill-in")" ]; then
		"$kstep" kill "\$(cat "$w/kill-at")" -t 100 -u "\$(cat "$w/kill-under")" -- "$GOMEND_APPLY" "\$@"
		rc=\$?
		[ \$rc != 3 ] || exit 0
		[ \$rc = 0 ] || echo "kstep: \$rc" >>"$w/not-killed"
		: >"$w/was-killed"
		kill -KILL \$\$
	fi
	;;
esac
exec "$GOMEND_APPLY" "\$@"
END
	echo "$repo" >"$w/kill-under"
	# stage NAME BEFORE AFTER SETS…
	stage() {
		name=$1 before=$2 after=$3
		shift 3
		echo apply >"$w/kill-in"
		for at in 5 120 260 400; do
			echo "$at" >"$w/kill-at"
			run "$w/bin/gomend" fix migrate-to-module "$repo" --yes "$@"
			run "$GOMEND" check "$repo" --only gopath-project
			tree >"$w/now"
			cmp -s "$w/$before" "$w/now" || cmp -s "$w/$after" "$w/now"
			ok $? "stage $name cut off at system call $at: before or after"
			cmp -s "$w/$after" "$w/now" && return
		done
		run "$GOMEND" fix migrate-to-module "$repo" --yes "$@"
	}
	old_project
	stage module start module --set until=module
	stage lines module lines --set until=lines
	stage lock lines all
	tree >"$w/now"
	cmp -s "$w/all" "$w/now"
	ok $? "cut off in each stage, and gone on, it comes to the same"
	# Each of the whole is a transaction of its own.
	for at in 5 150 400; do
		echo undo >"$w/kill-in"
		echo "$at" >"$w/kill-at"
		run "$w/bin/gomend" -C "$repo" undo --whole --yes
		run "$GOMEND" check "$repo" --only gopath-project
		tree >"$w/now"
		one=
		for at_stage in all lines module start; do
			! cmp -s "$w/$at_stage" "$w/now" || one=$at_stage
		done
		[ "$one" ]
		ok $? "undo --whole cut off at system call $at: behind a stage ($one)"
	done
	run "$GOMEND" -C "$repo" undo --whole --yes
	tree >"$w/now"
	cmp -s "$w/start" "$w/now"
	ok $? "the next undo --whole comes to the start"
	# The last stage by itself: it lies here or there, whole, and in one place.
	lies() {
		here=$repo
		[ -d "$here" ] || here=$moved
		run "$GOMEND" check "$here" --only gopath-project
		here=$repo
		[ -d "$here" ] || here=$moved
		tree "$here" >"$w/now"
		{ [ ! -e "$repo" ] || [ ! -e "$moved" ]; } && cmp -s "$w/all" "$w/now"
	}
	# turns WHAT FROM apply|undo COMMAND…: there is one system call behind which
	# it is done; cut off at it and before it, and on the way to finding it.
	turns() {
		what=$1 from=$2 kill_in=$3
		shift 3
		echo "$from" >"$w/kill-under"
		low=0 high=4096 killed=0 whole=0 tried=0
		while [ $((high - low)) -gt 1 ]; do
			echo none >"$w/kill-in"
			[ -d "$from" ] || "turn_$kill_in"
			echo "$kill_in" >"$w/kill-in"
			at=$(((low + high) / 2))
			echo "$at" >"$w/kill-at"
			rm -f "$w/was-killed"
			run "$@"
			if lies; then whole=$((whole + 1)); fi
			if [ "$here" = "$from" ]; then
				low=$at
			else
				high=$at
				[ ! -e "$w/was-killed" ] || killed=$at
			fi
			tried=$((tried + 1))
		done
		[ "$whole" = "$tried" ]
		ok $? "$what cut off at $tried system calls: before or after"
		echo "# $low before, $high after, the last one killed at $killed"
		[ "$killed" = "$high" ] && [ "$low" -gt 0 ]
		ok $? "$what cut off at one it is before, at the next after"
	}
	turn_apply() { run "$GOMEND" -C "$moved" undo --yes; }
	turn_undo() { migrate --set "to=$moved"; }
	old_project
	migrate --set until=lock --set "to=$moved"
	turns "stage move" "$repo" apply "$w/bin/gomend" fix migrate-to-module "$repo" \
		--yes --set "to=$moved"
	[ -d "$moved" ] || migrate --set "to=$moved"
	lies && [ ! -e "$repo" ] && builds "$moved"
	ok $? "gone on, it lies where it was to go, and builds there"
	turns "undo of the move" "$moved" undo "$w/bin/gomend" -C "$moved" undo --yes
	[ -d "$repo" ] || run "$GOMEND" -C "$moved" undo --yes
	lies && [ ! -e "$moved" ] && builds
	ok $? "taken back, it lies where it was, a module"
	[ ! -s "$w/not-killed" ]
	ok $? "whatever was to be cut off was"
fi
echo "1..$n"
