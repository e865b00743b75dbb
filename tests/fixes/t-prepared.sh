#!/bin/sh
# Fixes that let go or git prepare something, from gomend fix to gomend undo:
# the commands run confined, offline, in a stage that is gone afterwards.
# A long test: ./dev long.
set -u
srcdir=$(cd "$srcdir" && pwd)
builddir=$(cd "$builddir" && pwd)
TOOL=$builddir/tests/checks/fixture_tool
for tool in "$TOOL" "$builddir/gomend-apply"; do
	[ -x "$tool" ] && continue
	echo "1..0 # SKIP $(basename "$tool") is not built"
	exit 0
done
go=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
if [ -z "$go" ]; then
	echo "1..0 # SKIP no go here"
	exit 0
fi
# Outside any repository, so that nothing above a case captures it.
T=$(mktemp -d "${TMPDIR:-/tmp}/gomend-prepared.XXXXXX") || exit 1
T=$(cd "$T" && pwd -P)
clean() {
	chmod -R u+rwX "$T" 2>/dev/null
	rm -rf "$T"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM
PATH=$(dirname "${go#* }"):$PATH
HOME=$T/home XDG_STATE_HOME=$T/state GOPROXY=file://$T/proxy GOSUMDB=off
GOTOOLCHAIN=local GOCACHE=${TEST_GOCACHE:-$T/gocache} LC_ALL=C.UTF-8 SHELL=/bin/sh TERM=dumb
GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export PATH HOME XDG_STATE_HOME GOPROXY GOSUMDB GOTOOLCHAIN GOCACHE LC_ALL \
	SHELL TERM GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL
unset GOFLAGS GOWORK GOENV GOPATH GOMODCACHE XDG_CONFIG_HOME XDG_CACHE_HOME \
	LANGUAGE LANG GO111MODULE
mkdir -p "$HOME"
. "$srcdir/tests/checks/lib.sh"
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		[ ! -s "$T/got" ] || tail -n 25 "$T/got" | sed 's/^/# /'
	fi
}
run() {
	"$@" >"$T/got" 2>&1 </dev/null
	rc=$?
}
says() { grep -qF -- "$1" "$T/got"; }
# Every file, link and mode, and what gomend has beside git's own; and the
# bytes of git's index.
tree() {
	(cd "$1" && find . -path ./.git -prune -o -printf '%p %y %m %l\n' | sort &&
		find . -path './.git/gomend*' -o -name .gomend-undo | sort &&
		find . -path ./.git -prune -o -type f -exec cksum {} + | sort &&
		cksum .git/index)
}
# A git repository with the modules $2… below it, each of dep1 v1.1.0 and with
# the vendor folder of v1.0.0.
stale() {
	rm -rf "$1"
	mkdir -p "$1"
	top=$1
	shift
	for m; do
		mkdir -p "$top/$m"
		cd "$top/$m" || exit 1
		module_with_dep1 1.19 v1.1.0
		[ "$m" = . ] || sed -i "s|example.com/m|example.com/$m|" go.mod
		sums example.com/dep1 v1.1.0 >go.sum
		vendor_dep1 v1.0.0
	done
	cd "$top" || exit 1
	git_commit
}

stale "$T/one" .
run "$GOMEND" fix vendor-out-of-date "$T/one" --yes
[ "$rc" = 2 ] && says "example.com/dep1@v1.1.0" && says "network=yes"
ok $? "a module that is not cached: refused, with the way out"
[ -z "$(ls "$T/one/.git/gomend" 2>/dev/null)" ] &&
	[ -z "$(cd "$T/one" && git status --porcelain)" ]
ok $? "and nothing is left behind"

# As zips alone: to unpack them is no use of the network.
cached example.com/dep1 v1.1.0
tree "$T/one" >"$T/before"
run "$GOMEND" fix vendor-out-of-date "$T/one" --yes
[ "$rc" = 0 ] && says "Verified"
ok $? "modules that are cached as zips are unpacked"
(cd "$T/one" && go mod vendor -o "$T/again" && diff -r vendor "$T/again") \
	>"$T/got" 2>&1
ok $? "the tree is the one that go writes"
run "$GOMEND" undo --yes
tree "$T/one" >"$T/after"
[ "$rc" = 0 ] && cmp -s "$T/before" "$T/after"
ok $? "undo gives back the old one, to the byte"
[ ! -e "$HOME/.config/go/telemetry/local" ] ||
	[ -z "$(ls "$HOME/.config/go/telemetry/local")" ] ||
	[ ! -d /sys/kernel/security/landlock ]
ok $? "go kept no telemetry where it is confined"

rm -rf "$HOME/go/pkg/mod/cache"
chmod -R u+w "$HOME/go"
rm -rf "$HOME/go"
run "$GOMEND" fix vendor-out-of-date "$T/one" --yes --set network=yes
[ "$rc" = 0 ] && says "may use the network"
ok $? "with consent to the network it fetches"

# Two modules in one plan: each has a folder of its own in the stage.
stale "$T/two" x y
tree "$T/two" >"$T/before"
"$GOMEND" check "$T/two" --only vendor-out-of-date --json --fail-on never \
	2>/dev/null | sed -n 's/.*"fingerprint":[^"]*"\([0-9a-f]*\)".*/vendor-out-of-date@\1/p' |
	sort -u >"$T/ids"
# shellcheck disable=SC2046 # words
run "$GOMEND" fix $(cat "$T/ids") "$T/two" --yes
[ "$rc" = 0 ] && [ "$(wc -l <"$T/ids")" = 2 ] && says "dep1 v1.0.0 → v1.1.0"
ok $? "two modules in one plan"
good=0
for m in x y; do
	(cd "$T/two/$m" && go mod vendor -o "$T/again" &&
		diff -r vendor "$T/again" && go build ./...) >>"$T/got" 2>&1 ||
		good=1
done
ok $good "and both have the tree that go writes"
run "$GOMEND" undo --yes
tree "$T/two" >"$T/after"
[ "$rc" = 0 ] && cmp -s "$T/before" "$T/after"
ok $? "one undo takes back both"

# A verification that fails puts all back: the new module does not compile.
mkmod example.com/dep1 v1.2.0 "lib.go=package dep1; func"
stale "$T/bad" .
sed -i 's/v1.1.0/v1.2.0/' go.mod
sums example.com/dep1 v1.2.0 >go.sum
cached example.com/dep1 v1.2.0
file vendor/modules.txt "# example.com/dep1 v1.2.0" "## explicit" \
	"example.com/dep1"
git_commit
tree "$T/bad" >"$T/before"
run "$GOMEND" fix regenerate-vendor "$T/bad" --yes
tree "$T/bad" >"$T/after"
[ "$rc" = 1 ] && says "go build -mod=vendor" && cmp -s "$T/before" "$T/after"
ok $? "what built before and does not now puts all back"

# What builds before is built again afterwards, when the stage is gone: nothing
# of it may be made anew, with git or without.
rm -rf "$T/good"
mkdir "$T/good"
cd "$T/good" || exit 1
module_with_dep1 1.19 v1.1.0
sums example.com/dep1 v1.1.0 >go.sum
vendor_dep1 v1.1.0
echo "// mine" >>vendor/example.com/dep1/lib.go
for kind in without with; do
	[ "$kind" = without ] || git_commit
	find . ! -path './.git/objects*' -printf '%p %y %m\n' | sort >"$T/before"
	run "$GOMEND" fix regenerate-vendor "$T/good" --yes
	fixed=$rc
	grep -c "passed  go build" "$T/got" | grep -qx 1 || fixed=unseen
	[ -z "$(find . -name '*XXXX*')" ] || fixed=literal
	run "$GOMEND" undo --yes
	find . ! -path './.git/objects*' -printf '%p %y %m\n' | sort >"$T/after"
	[ "$fixed" = 0 ] && [ "$rc" = 0 ] && cmp "$T/before" "$T/after" >>"$T/got"
	ok $? "$kind git: verified, and after undo no folder is left"
	rm -rf "$HOME/.local/state/gomend" "$T/state/gomend"
done

# Before anybody consents it is said what the verification may run.
rm -rf "$T/unused"
mkdir "$T/unused"
cd "$T/unused" || exit 1
module_with_dep1 1.19 v1.1.0
file m.go "package m"
sums example.com/dep1 v1.1.0 >go.sum
git_commit
GOFLAGS="-toolexec=$T/tool" run "$GOMEND" fix tidy "$T/unused" --dry-run --yes
[ "$rc" = 0 ] && tr -s '\n ' ' ' <"$T/got" | grep -qF \
	"This may run: -toolexec=$T/tool of GOFLAGS; the C compiler"
ok $? "a -toolexec of GOFLAGS is announced"

run "$GOMEND" fix tidy "$T/unused"
[ "$rc" = 2 ] && tr -s '\n ' ' ' <"$T/got" | grep -qF "to its module cache"
ok $? "it is said that the module cache is written to"
if command -v python3 >/dev/null; then
	TERM=xterm python3 "$srcdir/tests/cli/talk.py" "$T/got" "$GOMEND" fix tidy \
		"$T/unused" <<-END
		expect Enter goes on
		send
		expect [y/N]
		send n
		expect Nothing was changed
	END
	[ "$?" = 2 ]
	ok $? "no to the commands says that nothing was changed"
fi

# A dry run leaves the module cache alone: what is unpacked is enough, what is
# not, or is somewhere else, ends it.
cd "$T/unused" || exit 1
file m.go "package m" "" 'import _ "example.com/dep1"'
file go.mod "module example.com/m" "" "go 1.19"
rm -f go.sum
cache() { find "$HOME/go" -printf '%p %y %s %T@\n' 2>/dev/null | sort; }
empty_cache() {
	chmod -R u+w "$HOME/go" 2>/dev/null
	rm -rf "$HOME/go"
}
empty_cache
run "$GOMEND" fix tidy "$T/unused" --dry-run --yes
[ "$rc" = 2 ] && [ ! -e "$HOME/go" ]
ok $? "--dry-run makes no module cache"
run "$GOMEND" fix tidy "$T/unused" --dry-run --yes --set network=yes
[ "$rc" = 0 ] && says "+require example.com/dep1 v1.2.0" &&
	[ -d "$HOME/go/pkg/mod/example.com/dep1@v1.2.0" ] &&
	! grep -q require go.mod && [ ! -e go.sum ] && [ ! -e .git/gomend ]
ok $? "with consent to the network --dry-run fetches, and changes nothing else"
empty_cache
file go.mod "module example.com/m" "" "go 1.19" "" \
	"require example.com/dep1 v1.1.0 // indirect"
cached example.com/dep1 v1.1.0
cache >"$T/before"
run "$GOMEND" fix tidy "$T/unused" --dry-run --yes
cache >"$T/after"
[ "$rc" = 2 ] && says "unpacks nothing" && cmp "$T/before" "$T/after" >>"$T/got"
ok $? "--dry-run unpacks nothing, and says so"
(cd "$T/unused" && GOFLAGS="-modcacherw -mod=mod" go mod download) >/dev/null 2>&1
git checkout -q go.mod 2>/dev/null
file go.mod "module example.com/m" "" "go 1.19" "" \
	"require example.com/dep1 v1.1.0 // indirect"
cache >"$T/before"
run "$GOMEND" fix tidy "$T/unused" --dry-run --yes
cache >"$T/after"
[ "$rc" = 0 ] && says "+require example.com/dep1 v1.1.0" &&
	cmp "$T/before" "$T/after" >>"$T/got"
ok $? "what is unpacked is enough for it"

# A folder for temporary files of a gomend that was killed.
space=$(readlink /proc/self/ns/pid 2>/dev/null | sed 's/.*\[\([0-9]*\)\]/\1/')
mkdir "$T/tmp"
if [ -n "$space" ]; then
	dead=$T/tmp/gomend-$$.1.$space.abcdef
	alive=$T/tmp/gomend-$$.$(sed 's/.*) //' /proc/$$/stat | cut -d ' ' -f 20).$space.abcdef
	other=$T/tmp/gomend-$$.1.1.abcdef
	mkdir -p "$dead/below" "$alive" "$other" "$T/tmp/gomend-mine"
	TMPDIR=$T/tmp run "$GOMEND" fix tidy "$T/unused" --dry-run --yes
	[ "$rc" = 0 ] && [ ! -e "$dead" ] && [ -d "$alive" ] && [ -d "$other" ] &&
		[ "$(ls "$T/tmp" | wc -l)" = 3 ]
	ok $? "is swept by the next one, and no other folder"
fi

# With -mod=mod a go list would write to go.mod.
file go.mod "module example.com/m"
rm -f go.sum
GOFLAGS=-mod=mod run "$GOMEND" fix set-go-line "$T/unused" --set version=1.19 --yes
[ "$rc" = 0 ] && says "GOFLAGS='-mod=readonly -buildvcs=false'" &&
	! says "-mod=mod" && ! grep -q require go.mod && [ ! -e go.sum ]
ok $? "-mod=mod is -mod=readonly for what looks"
GOFLAGS=-mod=mod run "$GOMEND" undo "$T/unused" --yes
[ "$rc" = 0 ] && [ "$(cat go.mod)" = "module example.com/m" ]
ok $? "and go.mod is taken back to the byte"

# One of the two findings: the fix adds both files.
track() {
	id=$("$GOMEND" check "$T/git" --only gosum-ignored --json --fail-on \
		never 2>/dev/null | sed -n 's/.*"fingerprint":[^"]*"\([0-9a-f]*\)".*/\1/p' |
		head -n 1)
	run "$GOMEND" fix "track-files@$id" "$T/git" --yes
}
# As a script: never over a file, and it stops where something has changed.
rm -rf "$T/plain"
mkdir "$T/plain"
cd "$T/plain" || exit 1
file m.go "package m"
file go.mod "module example.com/m"
git_commit
cp go.mod "$T/was"
run "$GOMEND" fix set-go-line --set version=1.20 --script "$T/plain.sh"
[ "$rc" = 0 ] && cmp -s go.mod "$T/was" && [ -x "$T/plain.sh" ]
ok $? "a plan is saved as a script, and nothing is changed"
run "$GOMEND" fix set-go-line --set version=1.20 --script "$T/plain.sh"
[ "$rc" = 2 ] && says "plain.sh"
ok $? "never over a file that is there"
echo "// mine" >>go.mod
! "$T/plain.sh" >"$T/got" 2>&1 && says "not as it was at the preview" &&
	grep -q "// mine" go.mod && ! grep -q "^go 1" go.mod
ok $? "it does nothing where something has changed"
mkdir "$T/there"
cp "$T/was" "$T/there/go.mod"
cp m.go "$T/there"
run sh "$T/plain.sh" "$T/there"
[ "$rc" = 0 ] && grep -qx "go 1.20" "$T/there/go.mod"
ok $? "and does it in a copy elsewhere"
# The new tree is made first, and the old one is what it was at the preview.
stale "$T/made" .
rm -f "$T/made.sh" "$T/plan.sh"
run "$GOMEND" fix regenerate-vendor "$T/made" --yes --set by=go --script "$T/made.sh"
[ "$rc" = 0 ] && grep -q "go mod vendor" "$T/made.sh"
ok $? "a tree that go has to make is made by the script"
tree "$T/made" >"$T/before"
! GOMODCACHE=$T/empty GOPROXY=off sh "$T/made.sh" >"$T/got" 2>&1
failed=$?
tree "$T/made" >"$T/after"
[ "$failed" = 0 ] && cmp -s "$T/before" "$T/after"
ok $? "where go cannot, nothing is changed"
for change in "echo // mine >>vendor/example.com/dep1/dep1.go" \
	"echo x >vendor/example.com/dep1/new" \
	"ln -s nowhere vendor/link" \
	"rm vendor/modules.txt" \
	"echo // mine >>go.mod"; do
	stale "$T/made" .
	eval "$change"
	tree "$T/made" >"$T/before"
	! sh "$T/made.sh" >"$T/got" 2>&1 &&
		says "not as it was at the preview"
	failed=$?
	tree "$T/made" >"$T/after"
	[ "$failed" = 0 ] && cmp -s "$T/before" "$T/after"
	ok $? "it stops after: $change"
done
stale "$T/made" .
run "$GOMEND" fix regenerate-vendor "$T/made" --yes --script "$T/plan.sh"
[ "$rc" = 0 ]
ok $? "the other way is saved, too"
echo "// mine" >>go.mod
! sh "$T/plan.sh" >"$T/got" 2>&1 && says "go.mod" &&
	[ -z "$(git status --porcelain vendor)" ]
ok $? "and looks at what it was worked out from"
stale "$T/made" .
run sh "$T/made.sh"
[ "$rc" = 0 ] && (cd "$T/made" && rm -rf "$T/again" &&
	go mod vendor -o "$T/again" && diff -r vendor "$T/again") >"$T/got" 2>&1
ok $? "else it writes the tree that go writes"

# git's index: undone at once, and refused once git has written it.
rm -rf "$T/git"
mkdir "$T/git"
cd "$T/git" || exit 1
file m.go "package m"
file .gitignore "*.sum"
git_commit
module_with_dep1 1.19 v1.1.0
sums example.com/dep1 v1.1.0 >go.sum
tree "$T/git" >"$T/before"
track
[ "$rc" = 0 ] && [ "$(GIT_OPTIONAL_LOCKS=0 git diff --cached --name-only)" = "go.mod
go.sum" ]
ok $? "track-files adds both"
run "$GOMEND" undo --yes
says "stays  .git/objects/" && says "but for 2 objects"
ok $? "undo says what stays"
tree "$T/git" >"$T/after"
[ "$rc" = 0 ] && cmp -s "$T/before" "$T/after" && git fsck --strict >"$T/got" 2>&1
ok $? "and undo gives back the index, to the byte"
[ "$(git cat-file blob "$(git hash-object go.sum)")" = "$(cat go.sum)" ]
ok $? "the objects stay"
# A commit needs them.
track
says "git gc" && git -c user.name=t -c user.email=t@example.com commit -q -m sum
ok $? "and the preview says so"
run "$GOMEND" undo --yes
tree "$T/git" >"$T/after"
[ "$rc" = 0 ] && cmp -s "$T/before" "$T/after"
ok $? "after a commit undo gives back the index"
git fsck --strict >"$T/got" 2>&1 && git show HEAD:go.sum | cmp -s - go.sum
ok $? "and the repository is whole"
git reset -q --soft HEAD^
track
file other.go "package m"
git add other.go
run "$GOMEND" undo --yes
[ "$rc" != 0 ] && says ".git/index" && [ -n "$(git ls-files go.sum other.go)" ]
ok $? "after another git add undo refuses, and says what changed"
git rm -q --cached go.mod go.sum
: >.git/index.lock
track
rm .git/index.lock
[ "$rc" = 2 ] && says "index.lock"
ok $? "while somebody holds index.lock it refuses"

# A clean filter runs, and is named before.
git config filter.up.clean "tr a-z A-Z"
echo "go.sum filter=up" >.gitattributes
track
[ "$rc" = 0 ] && says "up (tr" && git show :go.sum | grep -q EXAMPLE.COM
ok $? "a clean filter is named, and does its work"
echo "1..$n"
