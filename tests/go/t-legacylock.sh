#!/bin/sh
# What is read of the lock files of dep, glide, godep and the others, against
# a real go that still read them (up to 1.21): the paths and revisions that
# "go mod init" without a network says it cannot have: of each eighth real lock;
# ALL=all (t-legacylock-all.sh) of every one.
set -u
LC_ALL=C
export LC_ALL
tool=$builddir/tests/fmt/legacylock_tool
work=$out/legacylock${ALL:+-all}
corpus=${GOMEND_CORPUS:-$srcdir/../shared/corpus}
if [ ! -x "$tool" ]; then
	echo "1..0 # SKIP tests/fmt/legacylock_tool is not built"
	exit 0
fi
[ -d "$work" ] && chmod -R u+w "$work"
rm -rf "$work"
mkdir -p "$work/home/.config/go/telemetry" "$work/own" "$work/m"
sh "$srcdir/tests/go/releases.sh" >"$work/releases"
# 1.19 where it is here: what 1.22 and newer do no more did not change before.
go=$(awk '{ split($1, v, "."); if (v[2] < 22 && !named) hit = $2; if (v[2] == 19) named = 1 }
	END { print hit }' "$work/releases")
if [ -z "$go" ]; then
	echo "1..0 # SKIP no go before 1.22 on this machine"
	exit 0
fi
HOME=$work/home GOPATH=$work/home/go GOENV=off GOFLAGS= GOTOOLCHAIN=local
GOWORK=off GO111MODULE=on GOSUMDB=off GOPROXY=off GOMODCACHE=
export HOME GOPATH GOENV GOFLAGS GOTOOLCHAIN GOWORK GO111MODULE GOSUMDB \
	GOPROXY GOMODCACHE
n=0

# Lines that each of the readers may take otherwise.
own() { cat >"$work/own/$1"; }
own Gopkg.lock,plain <<'EOF'
[[projects]]
  branch = "master"
  digest = "1:00" # a comment
  name = "example.com/a"
  revision = "0123456789abcdef0123456789abcdef01234567"
[[projects]]
  name = "example.com/b"
  revision = "1123456789abcdef0123456789abcdef01234567"
  version = "v1.2.3"
[[projects]]
  name = "example.com/\x63"
  revision = "2123456789abcdef0123456789abcdef01234567"
  version = "1.2"
[solve-meta]
  name = "x"
EOF
own Gopkg.lock,sources <<'EOF'
[[projects]]
  name = "example.com/a"
  revision = "0123456789abcdef0123456789abcdef01234567"
  source = "git@example.org:x/a.git"
[[projects]]
  name = "example.com/b"
  revision = "1123456789abcdef0123456789abcdef01234567"
  source = "https://me:word@example.org:8443/x/../b.hg"
[[projects]]
  name = "example.com/c"
  revision = "2123456789abcdef0123456789abcdef01234567"
  source = "example.org/c.git"
[[projects]]
  name = "example.org/x/a"
  revision = "3123456789abcdef0123456789abcdef01234567"
[[projects]]
  name = "example.com/d"
  revision = "4123456789abcdef0123456789abcdef01234567"
  source = "ssh://git@example.org/d?x=y#z"
EOF
own Gopkg.lock,escaped <<'EOF'
[[projects]]
  name = "example.com/a"
  revision = "0123456789abcdef0123456789abcdef01234567"
  source = "https://example.org/x%2Fa%41"
[[projects]]
  name = "example.com/b"
  revision = "0123456789abcdef0123456789abcdef01234567"
  source = "example.org/x%2"
[[projects]]
  name = "example.com/c"
  revision = "0123456789abcdef0123456789abcdef01234567"
  source = "file:///home/me/c"
EOF
for bad in '"https://example.org/x%2"' '"a b:c/d"' '":x"' '"https://example.org:80a/x"' '"https://a b/x"' '"one:two"' '"/abs:x"' '"git@x.y:a b"' '"https:opaque/x"'; do
	printf '[[projects]]\n name = "example.com/a"\n revision = "01"\n source = %s\n' "$bad" |
		own "Gopkg.lock,source-$(echo "$bad" | tr -cd a-z0-9)"
done
own Gopkg.lock,empty <<'EOF'
[[projects]]
  name = "example.com/a"
EOF
own Gopkg.lock,quote <<'EOF'
[[projects]]
  name = "example.com/\q"
EOF
printf '[[projects]]\r\nname = "example.com/a"\r\nrevision = "abc"\r\n' |
	own Gopkg.lock,crlf
own glide.lock,plain <<'EOF'
hash: 00
imports:
- name: example.com/a
  version: 0123456789abcdef0123456789abcdef01234567
  subpackages:
  - x
- name: "example.com/quoted"
  version: v1.2.3
- name: example.com/none
# a comment ends the list for go
- name: example.com/after
  version: v1.0.0
testImports:
- name: example.com/t
  version: v1.0.0
EOF
own Godeps.json,plain <<'EOF'
{"ImportPath": "example.com/m", "deps": [
 {"importpath": "example.com/a", "REV": "0123", "Comment": 5},
 {"ImportPath": "example.com/a/b", "Rev": "0123"},
 {"Rev": "0123"}, null,
 {"ImportPath": "example.com/twice", "ImportPath": "example.com/last", "Rev": "1"}
]}
EOF
own Godeps.json,number <<'EOF'
{"Deps": [{"ImportPath": "example.com/a", "Rev": 1}]}
EOF
own Godeps.json,broken <<'EOF'
{"Deps": [
EOF
own vendor.json,plain <<'EOF'
{"package": [{"path": "example.com/a", "revision": "0123", "origin": "x/y"}]}
EOF
own vendor.json,list <<'EOF'
{"package": {"path": "example.com/a"}}
EOF
own manifest,plain <<'EOF'
{"version": 0, "dependencies": [
 {"importpath": "example.com/a", "repository": "https://x/a", "revision": "01", "branch": "b"}]}
EOF
own vendor.conf,plain <<'EOF'
# comment
example.com/a	0123  https://example.org/a # why
example.com/b
 example.com/c v1.0.0
EOF
own vendor.yml,plain <<'EOF'
vendors:
- path: example.com/a
  rev: 0123
- path: example.com/b
  rev:
other:
- path: example.com/c
  rev: 4567
EOF
own GLOCKFILE,plain <<'EOF'
cmd example.com/x 1
example.com/a 0123
one
EOF
printf 'example.com/a\tgit\t0123\t2015\nexample.com/b git 1 2\n\t\t\n' |
	own dependencies.tsv,plain

place_of() {
	case ${1%%,*} in
	Godeps.json) echo Godeps/Godeps.json ;;
	vendor.json | manifest) echo "vendor/${1%%,*}" ;;
	*) echo "${1%%,*}" ;;
	esac
}
# go tells each one that it asks for; what it does not ask it does not tell.
asked_by_go() {
	rm -rf "$work/m"
	mkdir -p "$work/m/$(dirname "$2")"
	cp "$1" "$work/m/$2"
	(cd "$work/m" && "$go" mod init example.com/m) >"$work/said" 2>&1 ||
		echo refused
	sed -n 's/^go: converting [^ ]*: stat \([^@]*\)@\([^:]*\): .*/\1 \2/p' "$work/said"
}
compare() {
	name=$1 place=$2
	shift 2
	: >"$work/want"
	for f in "$@"; do
		echo "== $f"
		asked_by_go "$f" "$place" | sort
	done >"$work/want"
	for f in "$@"; do
		"$tool" "$place" "$f" >"$work/got1"
		sed -n 1p "$work/got1"
		sed 1d "$work/got1" | sort
	done >"$work/got"
	n=$((n + 1))
	if cmp -s "$work/want" "$work/got"; then
		echo "ok $n - $name: $# files, $(grep -vc '^==' "$work/want") asked for"
	else
		echo "not ok $n - $name"
		diff -U 3 "$work/want" "$work/got" | head -n 30 |
			tr -cd '[:print:]\n\t' | sed 's/^/# /'
	fi
}
for f in "$work"/own/*; do
	compare "${f##*/}" "$(place_of "${f##*/}")" "$f"
done
for kind in Gopkg.lock glide.lock Godeps.json vendor.json vendor.conf manifest; do
	if [ -d "$corpus/$kind" ]; then
		set -- "$corpus/$kind"/*
		# shellcheck disable=SC2046 # the corpus has no blanks in its names
		[ -n "${ALL:-}" ] || set -- $(printf '%s\n' "$@" | awk 'NR % 8 == 1')
		compare "real $kind" "$(place_of "$kind")" "$@"
	else
		n=$((n + 1))
		echo "ok $n - real $kind # SKIP no corpus here"
	fi
done
# None of the real ones is called broken but the two that are: one with a merge
# conflict, one with "-package:" for "- name:".
if [ -d "$corpus/glide.lock" ]; then
	n=$((n + 1))
	for kind in Gopkg.lock glide.lock Godeps.json vendor.json vendor.conf manifest; do
		"$tool" -f "$(place_of "$kind")" "$corpus/$kind"/*
	done | sed 's,.*/,,' >"$work/flaws"
	if [ "$(cut -d ' ' -f 2,3 "$work/flaws")" = "syntax 110
conflict 1" ]; then
		echo "ok $n - the real ones that are broken"
	else
		echo "not ok $n - the real ones that are broken"
		sed 's/^/# /' "$work/flaws"
	fi
fi
echo "1..$n"
