#!/bin/sh
# The vendor folder that gomend works out beside the one that real go writes, the
# newest release (ALL=all: each): every byte, mode, empty folder.  And what must be left
# to go: there gomend says so, whether go can do it or not.
set -u
srcdir=$(cd "$srcdir" && pwd)
builddir=$(cd "$builddir" && pwd)
TOOL=$builddir/tests/checks/fixture_tool
TREE=$builddir/tests/fixes/vendortree_tool
for tool in "$TOOL" "$TREE"; do
	[ -x "$tool" ] && continue
	echo "1..0 # SKIP $(basename "$tool") is not built"
	exit 0
done
T=$(mktemp -d "${TMPDIR:-/tmp}/gomend-vendortree.XXXXXX") || exit 1
T=$(cd "$T" && pwd -P)
clean() {
	chmod -R u+rwX "$T" 2>/dev/null
	rm -rf "$T"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM
RELEASES=$T/releases
sh "$srcdir/tests/go/releases.sh" "${ALL:-newest}" >"$RELEASES"
newest=$(tail -n 1 "$RELEASES")
if [ -z "$newest" ]; then
	echo "1..0 # SKIP no go here"
	exit 0
fi
mkdir -p "$T/home" "$T/proxy"
HOME=$T/home GOPROXY=file://$T/proxy GOSUMDB=off GOTOOLCHAIN=local GOENV=off
GOCACHE=${TEST_GOCACHE:-$T/gocache} GOMODCACHE=$T/mod GOFLAGS=-modcacherw GOTELEMETRY=off
LC_ALL=C
export T HOME GOPROXY GOSUMDB GOTOOLCHAIN GOENV GOCACHE GOMODCACHE GOFLAGS \
	GOTELEMETRY LC_ALL
unset GOWORK GO111MODULE
umask 022
. "$srcdir/tests/checks/lib.sh"
n=0

# ---- modules ----

# A proxy has "!a" for "A".
mkmod_upper() {
	mkmod "$@"
	mkdir -p "$T/proxy/$(echo "$1" | sed 's/[A-Z]/!&/g' | tr A-Z a-z)"
	cp -r "$T/proxy/$1/." \
		"$T/proxy/$(echo "$1" | sed 's/[A-Z]/!&/g' | tr A-Z a-z)/"
}
# A module that says its go line and requires others: NAME=CONTENT as mkmod.
D=example.com
mkmod $D/leaf v1.0.0 "go.mod=module $D/leaf

go 1.19"
mkmod $D/leaf v1.1.0 "go.mod=module $D/leaf

go 1.20"
mkmod $D/testonly v1.0.0
mkmod $D/lic v1.2.0 "go.mod=module $D/lic

go 1.18

require $D/leaf v1.0.0" \
	"LICENSE=top" "LICENSE_test.go=package lic" "NOTICE.md=n" "README=r" \
	"mid/COPYING=c" "mid/AUTHORS=a" "mid/other.txt=o" \
	'mid/deep/deep.go=package deep

import (
	"fmt"
	_ "example.com/leaf"
)

var _ = fmt.Sprint' \
	"mid/deep/deep_test.go=package deep

import _ \"$D/testonly\"" \
	"mid/deep/data.bin=$(printf '\001\002')" "mid/deep/.dot=d" \
	"mid/deep/_under.go=package deep" \
	"mid/deep/gen.go=//go:build ignore

package main" \
	"mid/deep/old.go=// +build ignore

package main" \
	"mid/deep/tagged.go=//go:build linux && !cgo

package deep

import _ \"$D/lic/tag\"" \
	"mid/deep/testdata/x.txt=x" "tag/tag.go=package tag" \
	"unused/unused.go=package unused"
mkmod $D/cgo v1.0.0 'cgo.go=package cgo

// #cgo LDFLAGS: -lm
// #cgo linux CFLAGS: -I${SRCDIR}/inc -DX=1
// int one(void);
import "C"' "one.c=int one(void) { return 1; }" "one.h=int one(void);" \
	"asm_amd64.s=// nothing" "lib.go=package cgo" "Makefile=all:"
mkmod $D/embed v1.0.0 'lib.go=package embed

import (
	"embed"
	_ "embed"
)

//go:embed one.txt "two.txt" *.tmpl
//go:embed dir all:alldir globs/*/*.x
var fs embed.FS

// not: "//go:embed no.txt"
var s = `
//go:embed no.txt
`' 'lib_test.go=package embed

import _ "embed"

//go:embed testdata/t.txt
var t string' "one.txt=1" "two.txt=2" "a.tmpl=a" "b.tmpl=b" \
	"dir/f=f" "dir/.hidden=h" "dir/_under=u" "dir/sub/g=g" \
	"alldir/.hidden=h" "alldir/_u=u" "alldir/s/x=x" \
	"globs/a/1.x=1" "globs/b/2.x=2" "globs/b/3.y=3" "testdata/t.txt=t"
mkmod $D/embed2 v1.0.0 'lib.go=package embed2

import _ "embed"

//go:embed sub/data.go
var s string' 'sub/data.go=package sub' 'sub/LICENSE=l'
mkmod $D/nest v1.0.0 "LICENSE=outer" "in/in.go=package in" "in/NOTICE=inner"
mkmod $D/nest/other v1.0.0 "LICENSE=other"
mkmod $D/two v1.0.0 'main.go=//go:build ignore

package main

func main() {}' 'x.go=package two' 'x_other.go=package other'
mkmod_upper $D/Upper/Case v1.0.0 "Sub/sub.go=package sub"
mkmod $D/incompat v2.0.0+incompatible
mkmod $D/tool v1.0.0 "cmd/t/main.go=package main

import _ \"$D/leaf\"

func main() {}" "go.mod=module $D/tool

require $D/leaf v1.0.0"
mkmod $D/onlytests v1.0.0 "sub/x_test.go=package sub" \
	"lib.go=package onlytests

import _ \"$D/onlytests/sub\""
mkmod $D/broken v1.0.0 "lib.go=package broken" "bad.go=package broken
import {"
mkmod $D/badembed v1.0.0 'lib.go=package badembed

import _ "embed"

//go:embed missing.txt
var s string'
mkmod $D/crlf v1.0.0 "lib.go=$(printf 'package crlf\r\n\r\nimport (\r\n\t_ "fmt"\r\n)\r\n')"
mkmod $D/needsnewer v1.0.0 "go.mod=module $D/needsnewer

require $D/leaf v1.1.0" "lib.go=package needsnewer

import _ \"$D/leaf\""
mkmod $D/gone v1.0.0
mkmod $D/ver2 v1.0.0

# ---- cases ----

# case NAME GOLINE IMPORT...: a module in $T/c/NAME, tidied by the newest go.
new_case() {
	name=$1 line=$2
	shift 2
	mkdir -p "$T/c/$name/vendor/stale"
	cd "$T/c/$name" || exit 1
	file go.mod "module example.com/main" "" "go $line"
	{
		echo "package main"
		for i; do echo "import _ \"$i\""; done
	} >main.go
	echo stale >vendor/stale/file
	echo "# stale" >vendor/modules.txt
}
tidied() {
	"${newest#* }" mod tidy >"$T/tidy" 2>&1 || {
		echo "# tidy of $name:"
		sed 's/^/# /' "$T/tidy"
	}
	"${newest#* }" mod vendor -o "$T/unpack" >/dev/null 2>&1
	rm -rf "$T/unpack"
}
for line in 1.17 1.20 1.21 1.22 1.24.0 1.25; do
	new_case "go-$line" $line $D/lic/mid/deep $D/embed $D/cgo $D/leaf
	file x_test.go "package main" "" "import _ \"$D/testonly\""
	mkdir -p testdata/p sub/nested _skip
	file testdata/p/p.go "package p" "" "import _ \"$D/gone\""
	file _skip/p.go "package p" "" "import _ \"$D/gone\""
	file sub/nested/go.mod "module example.com/main/sub/nested"
	file sub/nested/p.go "package p" "" "import _ \"$D/gone\""
	tidied
done
new_case embeds 1.22 $D/embed $D/embed2 $D/embed2/sub
tidied
new_case embeds-only 1.22 $D/embed2
tidied
new_case nested 1.20 $D/nest $D/nest/in $D/nest/other
tidied
new_case packages 1.20 $D/two $D/crlf
tidied
new_case upper 1.20 $D/Upper/Case $D/Upper/Case/Sub
tidied
new_case incompatible 1.20 $D/incompat
tidied
new_case empty-folder 1.20 $D/onlytests
tidied
new_case tool 1.24.0 $D/leaf
echo "tool $D/tool/cmd/t" >>go.mod
echo "require $D/tool v1.0.0" >>go.mod
tidied
new_case replaced 1.20 $D/leaf $D/loc $D/loc/deep $D/ver
cat >>go.mod <<E
require (
	$D/loc v0.0.0
	$D/leaf v1.0.0
	$D/ver v1.0.0
)
replace $D/loc => ./loc
replace $D/leaf v1.0.0 => $D/leaf v1.1.0
replace $D/ver => $D/ver2 v1.0.0
replace $D/never => ../never
replace $D/gone v1.2.3 => $D/gone v1.0.0
E
mkdir -p loc/deep
file loc/go.mod "module $D/loc" "" "go 1.18"
file loc/loc.go "package loc"
file loc/LICENSE "l"
ln -s loc.go loc/link.txt
file loc/run.sh "#!/bin/sh"
chmod 755 loc/run.sh
file loc/deep/deep.go "package deep"
tidied
new_case linked-folder 1.20 $D/leaf
mkdir -p "$T/c/elsewhere"
file "../elsewhere/x.go" "package x" "" "import _ \"$D/gone\""
ln -s ../elsewhere link
tidied

# What is not ours to say.
new_case !crossed 1.20 $D/leaf $D/ver
cat >>go.mod <<E
require (
	$D/leaf v1.0.0
	$D/ver v1.0.0
)
replace $D/leaf v1.0.0 => $D/leaf v1.1.0
replace $D/ver => $D/leaf v1.0.0
E
tidied
new_case !old-line 1.16 $D/leaf
tidied
new_case !syntax 1.20 $D/broken
tidied
new_case !bad-embed 1.20 $D/badembed
tidied
new_case !no-sum 1.20 $D/leaf
tidied
sed -i "/leaf v1.0.0 h1/d; /leaf v1.1.0 h1/d" go.sum
new_case !wrong-sum 1.20 $D/leaf
tidied
sed -i 's/\(leaf v[^ ]* h1:\)..../\1AAAA/' go.sum
new_case !wrong-mod-sum 1.20 $D/leaf
tidied
sed -i 's/\(leaf v[^ ]*go.mod h1:\)..../\1AAAA/' go.sum
new_case !missing-require 1.20 $D/leaf $D/gone
tidied
sed -i "/gone/d" go.mod
new_case !too-old 1.20 $D/needsnewer $D/leaf
tidied
sed -i "s,leaf v1.1.0,leaf v1.0.0," go.mod
new_case !two-give-it 1.20 $D/nest/other
tidied
mkdir -p outer/other
file outer/go.mod "module $D/nest"
file outer/other/x.go "package other"
echo "require $D/nest v0.0.0" >>go.mod
echo "replace $D/nest => ./outer" >>go.mod
new_case !go-link 1.20 $D/loc
echo "require $D/loc v0.0.0" >>go.mod
echo "replace $D/loc => ./loc" >>go.mod
mkdir loc
file loc/go.mod "module $D/loc"
file loc/loc.go "package loc"
ln -s loc.go loc/other.go
tidied
new_case !ignored 1.25 $D/leaf
echo "ignore ./x" >>go.mod
tidied
new_case !not-text 1.20 $D/lic/mid/deep
tidied
mkdir -p vendor/$D/lic/mid/deep
echo other >vendor/$D/lic/mid/deep/data.bin
mkmod $D/lic v1.3.0 "mid/deep/deep.go=package deep"
printf '\000\001' >"$T/src/$D/lic@v1.3.0/mid/deep/data.bin"
"$TOOL" zip "$T/proxy/$D/lic/@v/v1.3.0.zip" "$T/src/$D/lic@v1.3.0" \
	"$D/lic@v1.3.0"
sed -i 's/lic v1.2.0/lic v1.3.0/' go.mod
tidied
new_case !no-vendor 1.20 $D/leaf
tidied
rm -rf vendor
new_case !std-tool 1.24.0 $D/leaf
echo "tool cmd/vet" >>go.mod
tidied
new_case !newer 1.99 $D/leaf
new_case !not-unpacked 1.20 $D/gone
tidied
rm -rf "$GOMODCACHE/$D/gone@v1.0.0"

# ---- each go ----

modes() { (cd "$1" && find . -printf '%y %m %p\n' | sort); }

# Every byte and mode of both, for one go.
compare() {
	rm -rf "$T/by-go" "$T/by-gomend"
	(cd "$T/c/$name" && GOFLAGS="-modcacherw" "$GO" mod vendor \
		-o "$T/by-go") >"$T/go.out" 2>&1
	went=$?
	"$TREE" "$T/c/$name" "$FULL" "$ROOT" "$GOMODCACHE" \
		"$T/by-gomend" >"$T/ours" 2>&1
	rc=$?
	why=
	case $name in
	!*) [ "$rc" = 3 ] || why="it was not left to go" ;;
	*)
		if [ "$went" != 0 ]; then
			why="go cannot do it: $(tail -n 1 "$T/go.out")"
		elif [ "$rc" != 0 ]; then
			why="it was left to go: $(cat "$T/ours")"
		elif ! diff -r "$T/by-go" "$T/by-gomend" >"$T/diff" 2>&1; then
			why="not the same tree: $(head -n 5 "$T/diff")"
		else
			modes "$T/by-go" >"$T/modes-1"
			modes "$T/by-gomend" >"$T/modes-2"
			diff "$T/modes-1" "$T/modes-2" >"$T/diff" ||
				why="other modes: $(head -n 5 "$T/diff")"
		fi
		;;
	esac
}
report() {
	n=$((n + 1))
	if [ -z "$why" ]; then
		echo "ok $n - $name, $REL${1:-}"
	else
		echo "not ok $n - $name, $REL${1:-}"
		echo "$why" | sed 's/^/# /'
	fi
}
minor() { echo "$1" | sed 's/^1\.//; s/[^0-9].*//'; }

while read -r REL GO; do
	FULL=${REL#go}
	ROOT=$("$GO" env GOROOT)
	for d in "$T"/c/*/; do
		name=$(basename "$d")
		[ "$name" != elsewhere ] || continue
		line=$(sed -n 's/^go //p' "$d/go.mod")
		case $name in
		!not-unpacked) rm -rf "$GOMODCACHE/$D/gone@v1.0.0" ;;
		!*) ;;
		*) [ "$(minor "$line")" -le "$(minor "$FULL")" ] || continue ;;
		esac
		# Older rules are not known: all is left to go.
		if [ "$(minor "$FULL")" -lt 21 ]; then
			[ "$name" = go-1.17 ] || continue
			"$TREE" "$d" "$FULL" "$ROOT" "$GOMODCACHE" >"$T/ours"
			rc=$? why=
			[ "$rc" = 3 ] || why="it was not left to go"
			report
			continue
		fi
		case $name in
		!not-unpacked)
			"$TREE" "${d%/}" "$FULL" "$ROOT" "$GOMODCACHE" >"$T/ours"
			rc=$? why=
			[ "$rc" = 3 ] || why="it was not left to go"
			;;
		*) compare ;;
		esac
		report
	done
	# Nothing is written that others may read where the umask says so.
	name=go-1.20
	umask 077
	[ "$(minor "$FULL")" -lt 21 ] || { compare; report ", umask 077"; }
	umask 022
done <"$RELEASES"

# What differs from the folder that is there: all of it, and nothing else.
cd "$T/c/go-1.20" || exit 1
GO=${newest#* } FULL=${newest%% *} FULL=${FULL#go} ROOT=$("$GO" env GOROOT)
rm -rf vendor
"$GO" mod vendor >/dev/null 2>&1
differs() {
	"$TREE" . "$FULL" "$ROOT" "$GOMODCACHE" >"$T/ours" 2>&1
	n=$((n + 1))
	if [ "$(cat "$T/ours")" = "$2" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/# /' "$T/ours"
	fi
}
differs "nothing differs" ""
chmod 600 vendor/$D/leaf/lib.go
chmod 700 vendor/$D/cgo
echo x >vendor/$D/cgo/nobody
mkdir -p vendor/none/sub
ln -s nowhere vendor/link
rm vendor/$D/cgo/one.c
echo "// by hand" >>vendor/$D/cgo/lib.go
rm -r vendor/$D/embed/alldir
differs "all that differs" "mode 0755 $D/cgo
other 0644 $D/cgo/lib.go
gone 0000 $D/cgo/nobody
new 0644 $D/cgo/one.c
folder 0755 $D/embed/alldir
new 0644 $D/embed/alldir/.hidden
new 0644 $D/embed/alldir/_u
folder 0755 $D/embed/alldir/s
new 0644 $D/embed/alldir/s/x
mode 0644 $D/leaf/lib.go
gone 0000 link
gone 0000 none"
echo "1..$n"
