#!/bin/sh
# A long test: ./dev long.
# The guided fixes whole: the plans that relocate-project, regenerate-vendor,
# use-in-workspace and migrate-to-module themselves make for a small project
# that has one of all they look after, killed and failed at the system calls of apply, of undo and
# of recovery.  Afterwards everything is as before or as after, and both the
# journal and the recovery say which.
#
# As it is: at some of them.  CRASH=all (./dev crash): at every stop, every
# error at every call.
. "$srcdir/tests/apply/lib.sh"
. "$srcdir/tests/apply/engine.sh"
. "$srcdir/tests/apply/crash.sh"
TOOL=$builddir/tests/checks/fixture_tool
FIX_TOOL=$builddir/tests/fixes/fix_tool
for tool in "$TOOL" "$FIX_TOOL"; do
	[ -x "$tool" ] || { echo "1..0 # SKIP no $tool"; exit 0; }
done
command -v git >/dev/null || { echo "1..0 # SKIP no git"; exit 0; }
release=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
[ -n "$release" ] || { echo "1..0 # SKIP no go here"; exit 0; }
GO=${release#* }
minor=${release#go1.}
minor=${minor%%[!0-9]*}

# All that a case has; what the modules come from lies in $make.
world=$work/world
make=$work/make
gopath=$world/gopath

# in_world COMMAND... : with the environment of a user who lives there.
in_world() {
	env -i HOME="$world/home" PATH="$(dirname "$GO"):$PATH" GOPATH="$gopath" \
		GOMODCACHE="$make/modcache" GOCACHE="${TEST_GOCACHE:-$make/gocache}" GOENV=off \
		GOPROXY="file://$make/proxy" GOSUMDB=off GOTOOLCHAIN=local \
		GOFLAGS=-modcacherw GOTELEMETRY=off GIT_CONFIG_NOSYSTEM=1 \
		GIT_CONFIG_GLOBAL=/dev/null GIT_TEMPLATE_DIR= LC_ALL=C \
		XDG_CONFIG_HOME="$make/config" SHELL=/bin/sh \
		srcdir="$srcdir" TOOL="$TOOL" T="$make" world="$world" "$@"
}
# made SHELL : a world of what these lines do, with the helpers of the fixtures.
made() {
	rm -rf "$world" "$proto" "$make" "$work/home.none"
	mkdir -p "$world/home" "$make/proxy" "$work/home.none"
	in_world sh -e -c '. "$srcdir/tests/checks/lib.sh"
cd "$world"
'"$1" >"$work/made" 2>&1
}

# whole_case NAME ROOT FIX CHECK [NAME=VALUE]... : the plan that the fix makes
# of it; its stage is where gomend has one.
whole_case() {
	case_name=$1 root=$2
	shift 2
	staged=$root/.git/gomend/stage.abcdef
	STATES=$world
	FRESH="$proto=$world $work/home.none=$HOME"
	mkdir -p "$make/plan"
	in_world "$FIX_TOOL" plan "$make/plan" "$GOMEND_SCAN" "$root" "$root" "$@" \
		>"$work/made" 2>&1 || {
		not_ok "$case_name: no plan" "$(cat "$work/made" "$make/plan/error" \
			"$make/plan/findings" "$make/plan/ran")"
		return 1
	}
	if [ -d "$make/plan/stage" ]; then
		mkdir -p "${staged%/*}"
		mv "$make/plan/stage" "$staged"
		mkdir -p "$work/home.none/.local/state/gomend/stages"
		ln -s "$staged" "$work/home.none/.local/state/gomend/stages/9999999.$(stat -Lc %i /proc/self/ns/pid).1.gone.$(uname -n | tr ./ __ | cut -c1-64).abcdef"
	fi
	sed "s|$make/plan/stage|$staged|g" "$make/plan/plan.json" >"$work/made.json"
	mv "$world" "$proto"
	make_plan="$(quoted "$PLAN")refresh $(quoted "$work/made.json") >$(quoted "$plan")"
	IGNORE=
	for word in $KEPT; do IGNORE="$IGNORE -x $word"; done
	crash_states
}

# proved NAME [EVERY] : the case, by all means.
errors=ENOSPC,EIO,EACCES,EROFS,EMFILE
proved() {
	inside="-w $world -w $HOME"
	if [ "${CRASH:-}" = all ]; then
		NESTED="-e $changes"
		each_kill "$1, killed at every stop" -s --in "$plan" -- "$ENGINE" apply
		each_fail "$1, a call fails" $errors -s $inside --in "$plan" -- "$ENGINE" apply
		each_fail "$1, all calls fail from then on" $errors from -s $inside --in "$plan" -- "$ENGINE" apply
		nested_kill "$1, killed, recovery killed" 7 -s -e "$changes" --in "$plan" -- "$ENGINE" apply
		NESTED=$inside
		nested_fail "$1, killed, a call of recovery fails" $errors 23 -s -e "$changes" --in "$plan" -- "$ENGINE" apply
		as_undo
		NESTED="-e $changes"
		each_kill "$1 undone, killed at every stop" -s -- "$ENGINE" undo 1
		each_fail "$1 undone, a call fails" $errors -s $inside -- "$ENGINE" undo 1
		each_fail "$1 undone, all calls fail from then on" $errors from -s $inside -- "$ENGINE" undo 1
		nested_kill "$1 undone, killed, recovery killed" 7 -s -e "$changes" -- "$ENGINE" undo 1
		NESTED=$inside
		nested_fail "$1 undone, killed, a call of recovery fails" $errors 23 -s -e "$changes" -- "$ENGINE" undo 1
		return
	fi
	each_kill "$1, killed" -s -e "$changes" --every 7 --in "$plan" -- "$ENGINE" apply
	each_fail "$1, a call fails" ENOSPC -s $inside --every 29 --in "$plan" -- "$ENGINE" apply
	NESTED="-e $changes --every 7"
	nested_kill "$1, killed, recovery killed" 70 -s -e "$changes" --in "$plan" -- "$ENGINE" apply
	NESTED="$inside --every 23"
	nested_fail "$1, killed, a call of recovery fails" EROFS 70 -s -e "$changes" --in "$plan" -- "$ENGINE" apply
	as_undo
	each_kill "$1 undone, killed" -s -e "$changes" --every 7 -- "$ENGINE" undo 1
	each_fail "$1 undone, a call fails" EACCES -s $inside --every 29 -- "$ENGINE" undo 1
	# The times of folders are as before, or it was not undone.
	each_fail "$1 undone, a folder cannot be reached" EIO -s $inside -e openat2 --every "${2:-1}" -- "$ENGINE" undo 1
	NESTED="-e $changes --every 7"
	nested_kill "$1 undone, killed, recovery killed" 50 -s -e "$changes" -- "$ENGINE" undo 1
}

# --- relocate-project ---

# A repository in GOPATH/src with a linked work tree outside, a submodule, and
# what git does not know; siblings name it in go.work, a replace and an import;
# links of it lead to where it lies, and out of it.
relocated='
root=$GOPATH/src/example.com/o/app
mkdir -p "$root"
cd "$root"
file go.mod "module example.com/o/app" "" "go 1.18" "" \
	"require example.com/o/dep v1.0.0" "" \
	"replace example.com/o/dep => ../dep"
file m.go "package app" "" "import _ \"example.com/o/dep\""
file lib/l.go "package lib"
file .gitignore "*.log" "/bin/"
file ../dep/go.mod "module example.com/o/dep" "" "go 1.18"
file ../dep/d.go "package dep"
file ../user/go.mod "module example.com/o/user" "" "go 1.18" "" \
	"require example.com/o/app v0.0.0" "" \
	"replace example.com/o/app => ../app"
file ../user/u.go "package user" "" "import _ \"example.com/o/app/lib\""
file ../old/o.go "package old" "" "import _ \"example.com/o/app/lib\""
file ../go.work "go 1.18" "" "use ./app" "use ./dep"
ln -s "$root/lib" absolute
ln -s ../dep/d.go out
ln -s lib/l.go within
ln -s app ../alias
git init -q -b main .
git_commit
git worktree add -q -b wt "$world/wt"
file x.log ignored
file bin/tool ignored
chmod 755 bin/tool
file untracked.txt u
ln untracked.txt "$world/hard"
chmod 600 untracked.txt
mkdir empty
chmod 711 empty
echo "// changed" >>lib/l.go
'
relocate() {
	root=$gopath/src/example.com/o/app to=$world/home/src/app
	made "$relocated" || { not_ok "relocate-project: nothing made" "$(cat "$work/made")"; return 1; }
	touched="-m $to/go.mod -m $gopath/src/example.com/o/user/go.mod
		-m $gopath/src/example.com/o/go.work -m $world/wt/.git
		-m $to/absolute -m $to/out -m $root"
	KEPT="$root/.git/gomend $to/.git/gomend $world/.gomend-undo
		$gopath/src/example.com/o/.gomend-undo $world/home/.gomend-undo"
	whole_case relocate-project "$root" relocate-project module-in-gopath \
		leave-link=yes
}
if relocate; then
	proved relocate-project 5
fi

# --- regenerate-vendor ---

# Two modules, one of them stale in vendor/, a file there that is nobody's;
# in a workspace go.work.sum lacks lines too.
stale='
mkdir repo
cd repo
mkmod example.com/dep1 v1.0.0
mkmod example.com/dep1 v1.1.0 more/more.go="package more"
mkmod example.com/dep2 v1.0.0 LICENSE=free
cached example.com/dep1 v1.1.0
cached example.com/dep2 v1.0.0
mv "$HOME/go/pkg/mod" "$GOMODCACHE" && rm -r "$HOME/go"
required() {
	file m.go "package m" "" "import (" "	_ \"example.com/dep1\"" \
		"	_ \"example.com/dep1/more\"" "	_ \"example.com/dep2\"" ")"
	file go.mod "module example.com/m" "" "go $1" "" "require (" \
		"	example.com/dep1 v1.1.0" "	example.com/dep2 v1.0.0" ")"
}
vendored() {
	file vendor/modules.txt "$@" "# example.com/dep1 v1.0.0" "## explicit" \
		example.com/dep1 "# example.com/dep2 v1.0.0" "## explicit" \
		example.com/dep2
	cp "$T/src/example.com/dep2@v1.0.0/lib.go" dep2.go
	file vendor/example.com/dep1/lib.go "package dep1"
	file vendor/example.com/dep1/gone/gone.go "package gone"
	file vendor/example.com/dep2/LICENSE free
	mv dep2.go vendor/example.com/dep2/lib.go
	chmod 444 vendor/example.com/dep2/lib.go
	ln -s LICENSE vendor/example.com/dep2/COPYING
}
'
module="$stale"'
required 1.18
sums example.com/dep1 v1.1.0 >go.sum
sums example.com/dep2 v1.0.0 >>go.sum
vendored
git_commit
'
workspace="$stale"'
mkdir a
(cd a && required 1.22)
file go.work "go 1.22" "" "use ./a"
vendored "## workspace"
git_commit
'
regenerate() {
	made "$2" || { not_ok "$1: nothing made" "$(cat "$work/made")"; return 1; }
	KEPT="$world/repo/.git/gomend"
	whole_case "$1" "$world/repo" regenerate-vendor vendor-out-of-date
}
touched="-m $world/repo/vendor"
if regenerate regenerate-vendor "$module"; then
	proved regenerate-vendor
fi
if [ "$minor" -lt 22 ]; then
	skip "regenerate-vendor in a workspace" "it needs Go 1.22 or newer"
elif regenerate "regenerate-vendor in a workspace" "$workspace"; then
	proved "regenerate-vendor in a workspace"
fi

# --- use-in-workspace ---

# Two repositories beside each other, which need a hash together that none has.
siblings='
S=$GOPATH/src/example.com/acme
mkmod example.com/a v1.0.0
mkmod example.com/a v1.1.0
mkmod example.com/b v1.0.0 "go.mod=module example.com/b

go 1.18

require example.com/a v1.1.0"
for m in a@v1.0.0 a@v1.1.0 b@v1.0.0; do cached "example.com/${m%@*}" "${m#*@}"; done
mv "$HOME/go/pkg/mod" "$GOMODCACHE" && rm -r "$HOME/go"
file "$S/app/go.mod" "module example.com/acme/app" "" "go 1.18" "" "require example.com/a v1.0.0"
sums example.com/a v1.0.0 >"$S/app/go.sum"
file "$S/app/x.go" "package main" "" "import _ \"example.com/a\"" "import _ \"example.com/acme/lib\"" "" "func main() {}"
file "$S/lib/go.mod" "module example.com/acme/lib" "" "go 1.18" "" "require example.com/b v1.0.0" "" "require example.com/a v1.1.0 // indirect"
sums example.com/b v1.0.0 >"$S/lib/go.sum"
sums example.com/a v1.1.0 | grep "/go.mod " >>"$S/lib/go.sum"
file "$S/lib/x.go" "package lib" "" "import _ \"example.com/b\""
file "$S/app/inner/go.mod" "module example.com/acme/app/inner" "" "go 1.18"
file "$S/app/inner/x.go" "package inner"
cd "$S/app" && git init -q -b main . && git_commit
'
joined() {
	root=$gopath/src/example.com/acme/app
	made "$siblings" || { not_ok "use-in-workspace: nothing made" "$(cat "$work/made")"; return 1; }
	touched="-m $gopath/src/example.com/acme/go.work -m $gopath/src/example.com/acme/go.work.sum"
	KEPT="$root/.git/gomend $gopath/src/example.com/acme/.gomend-undo"
	whole_case use-in-workspace "$root" use-in-workspace gopath-dependents
}
if joined; then
	grep -q go.work.sum "$plan" || not_ok "use-in-workspace: no go.work.sum in the plan"
	proved use-in-workspace
fi

# --- migrate-to-module ---

# A lock of dep, a module that was changed in vendor/, one that was not, and an
# import of an own package by an old path.
patched='
root=$GOPATH/src/example.com/me
mkdir -p "$root" && cd "$root"
mkmod example.com/dep1 v1.0.0 "lib.go=package dep1

func Name() string { return \"upstream\" }" LICENSE=free README=read
mkmod example.com/dep2 v1.0.0
for m in dep1 dep2; do
	cached example.com/$m v1.0.0
	printf "[[projects]]\n  name = \"example.com/%s\"\n  revision = \"%s\"\n  version = \"v1.0.0\"\n" $m 1111111111111111111111111111111111111111
done >Gopkg.lock
mv "$HOME/go/pkg/mod" "$GOMODCACHE" && rm -r "$HOME/go"
file m.go "package main // import \"example.com/me\"" "" "import (" "	\"example.com/dep1\"" "	_ \"example.com/dep2\"" "	_ \"./own\"" ")" "" "func main() { println(dep1.Name()) }"
file own/own.go "package own"
file vendor/example.com/dep1/lib.go "package dep1" "" "func Name() string { return ours }"
file vendor/example.com/dep1/ours.go "package dep1" "" "const ours = \"ours\""
file vendor/example.com/dep1/README "read on"
cp "$T/src/example.com/dep2@v1.0.0/lib.go" own/dep2 && mkdir -p vendor/example.com/dep2 && mv own/dep2 vendor/example.com/dep2/lib.go
git init -q -b main . && git_commit
'
migrated() {
	root=$gopath/src/example.com/me
	made "$patched" || { not_ok "migrate-to-module: nothing made" "$(cat "$work/made")"; return 1; }
	touched="-m $root/vendor -m $root/m.go -m $root/go.mod -m $root/go.sum -m $root/third_party"
	KEPT="$root/.git/gomend"
	whole_case migrate-to-module "$root" migrate-to-module gopath-legacy-lock patches=keep
}
if migrated; then
	grep -q '"path":"[^"]*third_party/example.com/dep1' "$plan" || not_ok "migrate-to-module: no third_party in the plan"
	proved migrate-to-module
fi
echo "1..$n"
