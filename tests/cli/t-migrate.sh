#!/bin/sh
# migrate-to-module as a user types it: three findings of one project are one
# answer, and whatever stage it is cut off in, the project is as before or as
# after: at two places, with ALL=all (t-migrate-all.sh) at more, and a project of
# many packages.
. "$srcdir/tests/cli/fixlib.sh"
sh "$srcdir/tests/go/releases.sh" >"$w/releases"
newest=$(tail -n 1 "$w/releases")
if [ -z "$newest" ]; then
	echo "1..0 # SKIP no go here"
	exit 0
fi
kstep=$builddir/tests/apply/kstep
path=$(dirname "${newest#* }"):$PATH
PATH=$path
GOPATH=$w/gopath GOSUMDB=off GOFLAGS=-modcacherw
export PATH GOPATH GOSUMDB GOFLAGS

# A project of dep's time: a lock, vendor/, and relative imports.
old_project() {
	[ ! -d "$repo" ] || chmod -R u+w "$repo"
	rm -rf "$repo" "$state"
	mkdir -p "$repo/.git/objects" "$repo/.git/refs" "$repo/lib" \
		"$repo/vendor/example.com/gone"
	echo "ref: refs/heads/main" >"$repo/.git/HEAD"
	printf 'package me // import "example.com/me"\n\nimport _ "./lib"\n' >"$repo/m.go"
	printf 'package lib\n' >"$repo/lib/lib.go"
	printf 'package gone\n' >"$repo/vendor/example.com/gone/gone.go"
	printf '[[projects]]\n  name = "example.com/gone"\n  revision = "1111111111111111111111111111111111111111"\n' \
		>"$repo/Gopkg.lock"
	printf '[[override]]\n  name = "example.com/gone"\n  version = "1.0.0"\n' \
		>"$repo/Gopkg.toml"
	printf 'deps:\n\tgo get github.com/golang/dep/cmd/dep\n\tdep ensure\n' \
		>"$repo/Makefile"
	printf 'FROM golang:1.22\nCOPY Gopkg.toml Gopkg.lock ./\nRUN dep ensure -vendor-only\n' \
		>"$repo/Dockerfile"
}
# The tree without what gomend keeps in .git.
tree() {
	(cd "$repo" && find . -path ./.git -prune -o -type f -print |
		LC_ALL=C sort | while read -r f; do cksum "$f"; done)
}

old_project
tree >"$w/before"
run "$GOMEND" check "$repo"
[ "$(grep -c 'gopath-project\|gopath-legacy-lock\|vendor-legacy' "$w/got")" -ge 3 ]
ok $? "three findings tell of one project"
run "$GOMEND" fix migrate-to-module "$repo" --yes
[ "$rc" = 0 ] && [ -f "$repo/go.mod" ] && [ ! -e "$repo/Gopkg.lock" ] &&
	[ ! -e "$repo/vendor" ] && grep -q '"example.com/me/lib"' "$repo/m.go" &&
	! grep -q 'Gopkg\|dep ensure\|cmd/dep' "$repo/Makefile" "$repo/Dockerfile"
ok $? "and are one answer: nothing is asked"
tree >"$w/after"
run "$GOMEND" check "$repo"
! says 'a Go project without go.mod' && ! says 'are known to dep' &&
	! says 'was made before modules'
ok $? "all three are gone"
run "$GOMEND" -C "$repo" undo --yes
tree >"$w/now"
cmp -s "$w/before" "$w/now"
ok $? "undo gives every byte back"

# What a workflow says wrong was so before: no error came with the module.
mkdir -p "$repo/.github/workflows"
printf '%s\n' 'on: push' 'jobs:' '  b:' '    runs-on: ubuntu-latest' '    steps:' \
	'    - uses: actions/setup-go@v5' '      with:' '        go-version: 1.20.x' \
	'    - run: go get -u golang.org/x/lint/golint' '    - run: golint ./...' \
	>"$repo/.github/workflows/ci.yml"
run "$GOMEND" check "$repo"
says 'ci-go-get'
ok $? "a workflow has an error"
run "$GOMEND" fix migrate-to-module "$repo" --yes
[ "$rc" = 0 ] && [ -f "$repo/go.mod" ]
ok $? "which does not come with the module"
run "$GOMEND" -C "$repo" undo --yes
rm -r "$repo/.github"

# A second project is another answer.
for one in one two; do
	mkdir -p "$repo/$one" "$repo/mod"
	printf '[[projects]]\n' >"$repo/$one/Gopkg.lock"
	printf 'package %s\n' "$one" >"$repo/$one/a.go"
done
rm -r "$repo/m.go" "$repo/lib" "$repo/vendor" "$repo/Gopkg.lock"
printf 'module example.com/mod\n' >"$repo/mod/go.mod"
run "$GOMEND" fix migrate-to-module "$repo" --yes
[ "$rc" = 2 ] && says 'several findings' && [ "$(grep -c 'migrate-to-module@' "$w/got")" -ge 2 ]
ok $? "two projects are asked for"

# More packages than gomend keeps of what go prints: that is said.
wide() {
	wide=$w/gopath/src/example.com/wide
	mkdir -p "$wide/.git/objects" "$wide/.git/refs"
	echo "ref: refs/heads/main" >"$wide/.git/HEAD"
	echo 'package wide' >"$wide/wide.go"
	# Few packages, as all are compiled, of long names.
	long=$(printf '%0200d' 0)
	awk -v n=120 -v long="$long" 'BEGIN { for (i = 0; i < n; i++) print "p" i "/" long "/" long "/" long }' |
		while read -r one; do
			mkdir -p "$wide/$one"
			echo 'package p' >"$wide/$one/p_test.go"
		done
	run "$GOMEND" fix migrate-to-module "$wide" --yes
	[ "$rc" = 0 ] && says 'Whether it is made of the same packages is not known' &&
		says 'Not all clones in GOPATH/src are looked at'
	ok $? "what go printed too much of is not judged by its end"
}
[ -z "${ALL:-}" ] || wide

# ---- cut off ----

# before_or_after NAME: and what is left can be recovered from.
before_or_after() {
	run "$GOMEND" check "$repo" --only gopath-project
	tree >"$w/now"
	cmp -s "$w/before" "$w/now" || cmp -s "$w/after" "$w/now"
	ok $? "cut off $1: as before or as after"
}

# In a command that writes into the stage: what it runs under is killed.
mkdir -p "$w/cut"
for what in ${ALL:+tee-1 awk-1 tee-2 tar-1 tar-2 awk-2} awk-3; do
	old_project
	rm -f "$w/cut"/*
	cat >"$w/cut/${what%-*}" <<END
#!/bin/sh
echo x >>"$w/cut/count"
[ "\$(wc -l <"$w/cut/count")" -lt ${what#*-} ] || kill -KILL "\$(cat "$w/pid")"
exec "$(command -v "${what%-*}")" "\$@"
END
	chmod +x "$w/cut/${what%-*}"
	PATH=$w/cut:$path sh -c 'echo $$ >"$1"; shift; exec "$@"' sh "$w/pid" \
		"$GOMEND" fix migrate-to-module "$repo" --yes >"$w/got" 2>&1 </dev/null
	[ $? -gt 128 ]
	ok $? "gomend is killed in $what"
	before_or_after "in $what"
	cmp -s "$w/before" "$w/now"
	ok $? "in the stage nothing of it is touched"
done

# In go itself, when it has come to that: where it is over before, it ended.
for what in 'mod tidy' 'mod vendor' 'build -mod=mod'; do
	[ -n "${ALL:-}" ] || continue
	old_project
	"$GOMEND" fix migrate-to-module "$repo" --yes >"$w/got" 2>&1 </dev/null &
	pid=$!
	limit=600
	while kill -0 "$pid" 2>/dev/null && [ "$limit" -gt 0 ]; do
		limit=$((limit - 1))
		if ps -A -o args 2>/dev/null | grep -F -- "$what" | grep -F -- "$w" |
			grep -q -v grep; then
			kill -KILL "$pid"
			break
		fi
		sleep 0.02
	done
	wait "$pid" 2>/dev/null
	before_or_after "while go runs $what"
done

# In gomend-apply, at a system call of its.
if [ -x "$kstep" ]; then
	private_bin <<END
#!/bin/sh
case \$1 in
apply)
	"$kstep" kill "\$(cat "$w/kill-at")" -u "$repo" -- "$GOMEND_APPLY" "\$@"
	[ \$? != 3 ] || exit 0
	kill -KILL \$\$
	;;
esac
exec "$GOMEND_APPLY" "\$@"
END
	for at in ${ALL:+5 100} 300 ${ALL:+450 550 650 800}; do
		old_project
		echo "$at" >"$w/kill-at"
		run "$w/bin/gomend" fix migrate-to-module "$repo" --yes
		before_or_after "in gomend-apply, system call $at"
	done
fi
echo "1..$n"
