#!/bin/sh
# gomend gopath: the projects below GOPATH/src in the order of their migration,
# what is to be done with each, and the go.work that joins siblings, by real go.
# A long test: ./dev long.
set -u
w=$out/gopath
rm -rf "$w"
mkdir -p "$w/home"
w=$(cd "$w" && pwd -P)
HOME=$w/home GOPATH=$w/one:$w/two
GOCACHE=${TEST_GOCACHE:-$w/cache} XDG_STATE_HOME=$w/state LC_ALL=C TERM=dumb
GOPROXY=off GOFLAGS= GOTOOLCHAIN=local GOENV=off GOTELEMETRY=off
export HOME GOPATH GOCACHE XDG_STATE_HOME LC_ALL TERM GOPROXY GOFLAGS \
	GOTOOLCHAIN GOENV GOTELEMETRY
unset GO111MODULE GOWORK
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }
n=0
result() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# pkg DIR NAME [IMPORT]: a package below the first entry, or the second.
pkg() {
	mkdir -p "$w/$1"
	{
		echo "package $2"
		[ $# -lt 3 ] || printf '\nimport _ "%s"\n' "$3"
		[ "$2" != main ] || printf '\nfunc main() {}\n'
	} >"$w/$1/$2.go"
}
S=one/src/example.com/acme
pkg $S/app main example.com/acme/lib/sub
pkg $S/lib/sub sub
echo >"$w/$S/lib/Gopkg.lock"
pkg $S/tool main example.com/acme/lib/sub
pkg $S/ring1 ring1 example.com/acme/ring2
pkg $S/ring2 ring2 example.com/other/base
pkg $S/ring2/x x example.com/acme/ring1
# Below the second entry; what the first has of it hides nothing else.
pkg two/src/example.com/other/base base
pkg two/src/example.com/acme/lib/sub sub example.com/acme/never
pkg two/src/example.com/acme/never never
# A name of the standard library, and a work tree that is deeper.
pkg one/src/errors errors
pkg one/src/example.com/deep/er/and/er er errors
mkdir "$w/one/src/example.com/deep/er/and/er/.git"
pkg one/src/example.com/deep/er/and/er/vendor/example.com/acme/lib/sub sub
pkg one/src/example.com/deep/er/and/er/z z example.com/acme/lib/sub
mkdir -p "$w/elsewhere"

gomend() { "$GOMEND" -q gopath "$@" 2>"$w/err"; }
says() {
	what=$1
	shift
	python3 - "$w/json" <<END
import json, sys
doc = json.load(open(sys.argv[1]))
at = {p["path"]: p for p in doc["projects"] if "/two/" not in p["dir"]}
every = {p["dir"]: p for p in doc["projects"]}
A = "example.com/acme/"
$*
END
	result $? "$what"
}

gomend --json "$w/elsewhere" >"$w/json"
result $? "asked for from anywhere"
says "each project once, of both entries" '
assert len(doc["projects"]) == len(every) == 10, len(every)
assert "example.com/deep/er/and/er" in at
assert at[A + "lib"]["tool"] == "dep"'
says "each behind what it imports, but for a circle" '
for p in doc["projects"]:
    for u in p.get("uses", []):
        q = every[u["dir"]]
        assert q["order"] < p["order"] or q.get("circle", 0) == p.get("circle", -1), p
assert at[A + "ring1"]["circle"] == at[A + "ring2"]["circle"]
assert "circle" not in at[A + "app"]'
says "what go takes from elsewhere is no import of a project" '
assert "uses" not in at["example.com/deep/er/and/er"]
assert at["errors"]["importers"] == 0
assert at[A + "lib"]["importers"] == 2'
says "what is to be done" '
assert at[A + "lib"]["now"] and "2 wait" in at[A + "lib"]["todo"]
assert not at[A + "app"]["now"] and "after " + A + "lib" in at[A + "app"]["todo"]
assert "together with" not in at[A + "ring1"]["todo"] or at[A + "ring1"]["now"]
assert "example.com/other/base" in at[A + "ring2"]["todo"]'
says "siblings are of one owner" '
assert at[A + "app"]["family"] == at[A + "lib"]["family"]
assert at[A + "app"]["family"] != at[A + "ring1"]["family"]
assert not [f for f in doc["families"] if "command" in f]'

gomend "$w/$S" >"$w/text"
grep -q '^5 projects' "$w/text" &&
	! grep -q 'example.com/deep' "$w/text"
result $? "a folder above some lists those"
gomend "$w/$S/lib/sub" >"$w/text"
grep -q '^10 projects' "$w/text"
result $? "a folder in one lists all"

printf 'module example.com/acme/lib\n\ngo 1.18\n' >"$w/$S/lib/go.mod"
printf 'module example.com/acme/app\n\ngo 1.18\n' >"$w/$S/app/go.mod"
gomend --json "$w/elsewhere" >"$w/json"
says "modules that miss each other, and what joins them" '
assert "go.work" in at[A + "app"]["todo"]
assert "1 importer" in at[A + "lib"]["todo"]
assert "lib is found by its folder" in at[A + "tool"]["todo"], at[A + "tool"]
assert at[A + "tool"]["command"].startswith("gomend fix migrate-to-module ")
assert "command" not in at[A + "app"]
commands = [f["command"] for f in doc["families"] if "command" in f]
assert len(commands) == 1 and "go work init ./lib ./app" in commands[0]
open("'"$w/command"'", "w").write(commands[0])'
# What else that go.work would reach is told; and gomend does it itself.
pkg $S/app/inner inner
printf 'module example.com/acme/app/inner\n\ngo 1.18\n' >"$w/$S/app/inner/go.mod"
gomend "$w/elsewhere" >"$w/text"
grep -q "gomend fix gopath-dependents .*/$S/app\$" "$w/text" &&
	tr -s ' \n' '  ' <"$w/text" | grep -q "go stops in other modules below .*: app/inner"
result $? "a module inside of one is named, which that go.work would take hold of"
sh "$srcdir/tests/go/releases.sh" >"$w/releases"
go=$(sed -n '$s/^[^ ]* //p' "$w/releases")
if [ -n "$go" ]; then
	PATH=$(dirname "$go"):$PATH
	build() { (cd "$w/$S/app" && go build -o /dev/null .) >"$w/said" 2>&1; }
	build_inner() { (cd "$w/$S/app/inner" && go build .) >"$w/said" 2>&1; }
	! build && grep -q "no required module provides" "$w/said" &&
		build_inner
	result $? "real go builds the one inside, and not the one that imports"
	"$GOMEND" fix gopath-dependents "$w/$S/app" --yes >"$w/fixed" 2>&1 &&
		build && build_inner
	result $? "after gomend fix both"
	"$GOMEND" undo 1 --yes >"$w/undone" 2>&1
	[ ! -e "$w/$S/go.work" ] && ! build
	result $? "and undone as before"
	sh "$w/command" >"$w/said" 2>&1 && build
	result $? "real go builds them after that command, not before"
	gomend --json "$w/elsewhere" >"$w/json"
	says "then nothing is to be done with them" '
assert "nothing" in at[A + "app"]["todo"], at[A + "app"]
assert not [f for f in doc["families"] if "command" in f]'
fi
# The order says what goes together, also where it waits for another first.
gomend --json "$w/elsewhere" >"$w/json"
says "a circle is named in all that are in it, and what it waits for" '
todo = [at[A + "ring1"]["todo"], at[A + "ring2"]["todo"]]
assert "together with " + A + "ring2" in todo[0], todo
assert "after example.com/other/base, and together with " + A + "ring1" in todo[1], todo
assert not at[A + "ring2"]["now"]'
# A clone of others is no work, and nothing waits for it; GOPATH by a link
# tells that just as well.
O=$w/own/src/example.com
pkg own/src/example.com/me/app main example.com/their/dep
printf 'package main\n\nimport (\n\t_ "example.com/me/one"\n\t_ "example.com/me/two"\n)\n' \
	>"$O/me/app/more.go"
pkg own/src/example.com/their/dep dep
for p in me/app me/one me/two their/dep; do
	mkdir -p "$O/$p" && git init -q "$O/$p"
done
for p in one two; do
	pkg own/src/example.com/me/$p $p
	printf 'module example.com/me/%s\n\ngo 1.18\n' $p >"$O/me/$p/go.mod"
done
git -C "$O/their/dep" remote add origin https://example.com/their/dep
ln -s own "$w/ownlink"
GOPATH=$w/ownlink gomend --json "$w/elsewhere" >"$w/json"
says "nothing waits for what others wrote, and no command is printed for it" '
by = {p["path"]: p for p in doc["projects"]}
dep, app = by["example.com/their/dep"], by["example.com/me/app"]
assert dep["remote"] and "others wrote it" in dep["todo"], dep
assert not dep["now"] and "command" not in dep, dep
assert app["now"] and app["command"].endswith("/me/app"), app
assert "example.com/me/one, example.com/me/two are found by their folders" in app["todo"], app'
GOPATH=$w/ownlink "$GOMEND" fix migrate-to-module "$O/me/app" --dry-run \
	>"$w/fixed" 2>&1
grep -q "siblings=" "$w/fixed" && ! grep -q "which no server has" "$w/fixed"
result $? "nor does the fix say that no server has it"
grep -q "example.com/me/app" "$w/fixed"
result $? "by the link it knows the path that it is imported by"
! grep -q "example.com/me/app v[0-9]" "$w/fixed"
result $? "and its own clone there is no dependency"
# Where it lies tells its path, wherever in it the Go files are.
pkg own/src/example.com/me/deep/x/y y example.com/me/one
git init -q "$O/me/deep"
GOPATH=$w/own "$GOMEND" fix migrate-to-module "$O/me/deep" --yes --set siblings=folder >"$w/fixed" 2>&1 &&
	grep -qx "module example.com/me/deep" "$O/me/deep/go.mod" &&
	(cd "$O/me/deep" && "$(command -v go)" build ./...) >"$w/said" 2>&1
result $? "a project whose Go files lie deep in it becomes a module as a whole"
rm -rf "$O/me/deep"
# Letters count: what is spelled otherwise is not that project, nor to go.
pkg $S/folded folded example.com/Acme/lib/sub
mkdir -p "$w/linked" && ln -s "$w/one/src" "$w/linked/src" && ln -s "$w/linked" "$w/link"
GOPATH=$w/link gomend --json "$w/elsewhere" >"$w/json"
says "by links GOPATH is the same, and a path with other letters is none of it" '
assert at[A + "app"]["dir"] == "'"$w/$S"'/app", at[A + "app"]
assert at[A + "lib"]["importers"] == 2, at[A + "lib"]
assert "uses" not in at[A + "folded"]'
if [ -n "$go" ]; then
	(cd "$w/$S/folded" && GO111MODULE=off GOPATH=$w/link go build .) >"$w/said" 2>&1
	grep -q "cannot find package" "$w/said"
	result $? "nor does real go find that"
fi
# The order that works, walked by what is printed: three that are to be had
# nowhere else, one of them by another, and two that import each other.
P=$w/walk/src/example.com/acme
W=walk/src/example.com/acme
pkg $W/lib lib
pkg $W/b b example.com/acme/lib
pkg $W/app main example.com/acme/b
pkg $W/ring1 ring1 example.com/acme/ring2
pkg $W/ring2 ring2
pkg $W/ring2/x x example.com/acme/ring1
pkg $W/new new example.com/acme/lib
pkg $W/remote remote
pkg $W/served served example.com/acme/remote
for p in lib b app ring1 ring2 new remote served; do git init -q "$P/$p"; done
# With a commit each would be a version, and be copied for the other.
for p in ring1 ring2; do
	git -C "$P/$p" add -A
	git -C "$P/$p" -c user.name=t -c user.email=t@example.com commit -q -m state
done
printf 'module example.com/acme/remote\n\ngo 1.21\n' >"$P/remote/go.mod"
git -C "$P/remote" remote add origin https://example.com/acme/remote
git -C "$P/remote" add -A
git -C "$P/remote" -c user.name=t -c user.email=t@example.com commit -q -m state
on_walk() { GOPATH=$w/walk "$@"; }
# walk NAME: what is printed for that project, typed; its command is kept.
walk() {
	on_walk gomend --json "$w/elsewhere" >"$w/json" || return 1
	python3 - "$w/json" "$1" <<'END' >"$w/command" || return 1
import json, sys
doc = json.load(open(sys.argv[1]))
one, = [p for p in doc["projects"] if p["path"].endswith("/" + sys.argv[2])]
fixes = [f["fix"] for f in doc["families"] if "fix" in f]
print(one.get("command") or [c for c in fixes if c.endswith("/" + sys.argv[2])][0])
END
	# shellcheck disable=SC2046 # the words of the command
	on_walk "$GOMEND" $(sed 's/^gomend //' "$w/command") --yes >"$w/fixed" 2>&1
}
fix() { on_walk "$GOMEND" fix "$@" >"$w/fixed" 2>&1; }
builds() { (cd "$P/$1" && on_walk go build -o /dev/null ./...) >"$w/said" 2>&1; }
tells() { tr -s ' \n' '  ' <"$w/fixed" | grep -q -e "$1"; }
if [ -n "$go" ]; then
	! fix migrate-to-module "$P/app" --yes &&
		tells "That one comes first: gomend fix migrate-to-module $P/lib" &&
		[ ! -e "$P/app/go.mod" ] && [ ! -e "$P/app/third_party" ]
	result $? "the last one first: told which comes first, and by which command"
	walk lib && walk b && builds b &&
		grep -q '^replace example.com/acme/lib => ../lib$' "$P/b/go.mod" &&
		fix migrate-to-module "$P/app" --dry-run --yes &&
		tells "Who checks out this repository needs those projects beside it" &&
		walk app && builds app
	result $? "by the commands that it prints, in its order, each builds by real go"
	on_walk gomend "$w/elsewhere" >"$w/text"
	grep -q 'those that are modules find each other' "$w/text"
	result $? "no go.work is asked for then"
	! fix migrate-to-module "$P/ring1" --yes &&
		tells "neither builds before the other"
	result $? "of two that import each other none comes first without incomplete=yes"
	walk ring1 && grep -q incomplete=yes "$w/command" && walk ring2 &&
		! grep -q "a module together with" "$w/json" &&
		builds ring2 && ! builds ring1 && walk ring1 && builds ring1 && builds ring2
	result $? "but with what is printed both do in the end, and build"
	walk served && grep -q '^replace example.com/acme/remote => ../remote$' "$P/served/go.mod" &&
		builds served
	result $? "one that a server has is found by its folder as well, where go may not fetch it"
	# In the stage it builds by a replace; go.mod has none.
	fix migrate-to-module "$P/new" --yes --set siblings=workspace &&
		tells "it builds where a go.work lists both" && grep -q '^	./new$' "$P/go.work" &&
		! grep -q replace "$P/new/go.mod" && builds new &&
		! (cd "$P/new" && GOWORK=off go build .) >"$w/said" 2>&1
	result $? "or none is named, and the go.work that is in effect has it with the others"
	for p in lib b app ring1 ring2 new; do builds $p || break; done
	result $? "all of them build in the end"
	on_walk gomend "$w/elsewhere" >"$w/text"
	grep -q 'gomend fix' "$w/text"
	[ $? = 1 ]
	result $? "and nothing is left to type"
fi
# Of several projects in one repository the folder that is named is meant.
for p in one two; do
	pkg mono/$p main
	echo >"$w/mono/$p/Gopkg.lock"
	printf 'module example.com/%s\n\ngo 1.18\n' $p >"$w/mono/$p/go.mod"
done
git init -q "$w/mono"
"$GOMEND" fix migrate-to-module "$w/mono/two" --dry-run >"$w/fixed" 2>&1
grep -q 'go on with the migration of two' "$w/fixed" &&
	"$GOMEND" fix migrate-to-module "$w/mono" --dry-run 2>&1 | grep -q "There are several findings"
result $? "a folder that is one of several projects says which is meant"
GOPATH=$w/nowhere gomend "$w/elsewhere" | grep -q "no projects"
result $? "none is said"
echo "1..$n"
