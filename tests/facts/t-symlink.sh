#!/bin/sh
# In a folder reached by a symbolic link: GOMOD and GOWORK as `go env` has
# them there: the newest release, with ALL=all (t-symlink-all.sh) every one.
set -u
w=$out/symlink${ALL:+-all}
rm -rf "$w"
mkdir -p "$w/home" "$w/bin" "$w/ws/a/sub" "$w/ws/b"
w=$(cd "$w" && pwd -P)
sh "$srcdir/tests/go/releases.sh" "${ALL:-newest}" >"$w/releases"
if [ ! -s "$w/releases" ]; then
	echo "1..0 # SKIP no go found"
	exit 0
fi
HOME=$w/home GOTOOLCHAIN=local GOFLAGS= GOENV=off GIT_CEILING_DIRECTORIES=$w
LC_ALL=C TERM=dumb NO_COLOR=1
export HOME GOTOOLCHAIN GOFLAGS GOENV GIT_CEILING_DIRECTORIES LC_ALL TERM NO_COLOR
unset GOWORK GOROOT GO111MODULE XDG_CONFIG_HOME
# A repository of its own, whatever lies around it.
git init -q "$w/ws" 2>/dev/null
printf 'go 1.18\n\nuse ./a\n' >"$w/ws/go.work"
printf 'module example.com/a\n\ngo 1.18\n' >"$w/ws/a/go.mod"
printf 'module example.com/b\n\ngo 1.18\n' >"$w/ws/b/go.mod"
ln -s ws/a "$w/la"
ln -s ws "$w/lws"
n=0
path=$PATH
look() { # FOLDER
	n=$((n + 1)) bad=
	while read -r v go; do
		PATH=$(dirname "$go"):$path
		cd "$w/$1" || exit 1
		"$go" env GOMOD GOWORK >"$w/theirs"
		# JSON: in words a long path has a break in it.
		"$GOMEND" env --place shell --json >"$w/env" 2>&1
		for name in GOMOD GOWORK; do
			sed -n "/\"name\":.*\"$name\"/{n;s/.*\"value\":[[:space:]]*\"\(.*\)\",*\$/\1/p;}" \
				"$w/env"
		done >"$w/ours"
		cmp -s "$w/theirs" "$w/ours" || {
			bad=1
			echo "# $v: go has <, gomend has >"
			diff "$w/theirs" "$w/ours" | sed 's/^/#   /'
		}
	done <"$w/releases" >"$w/report"
	PATH=$path
	echo "${bad:+not }ok $n - in $1"
	cat "$w/report"
}
look la
look la/sub
look lws/a
look lws/a/sub
look ws/a
look lws/b
# Nobody's go.work is taken for another's: all that is listed builds.
n=$((n + 1))
cd "$w/lws/a" || exit 1
if "$GOMEND" check --place shell --only module-not-in-workspace \
	--only gowork-from-above >"$w/got" 2>&1; then
	echo "ok $n - a linked workspace is the one around the module"
else
	echo "not ok $n - a linked workspace is the one around the module"
	sed 's/^/# /' "$w/got"
fi
echo "1..$n"
