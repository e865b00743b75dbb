# A long case.
# Under another path than now: every import of its own packages is written
# anew, as syntax; strings, comments, preambles of cgo stay.
CHECK=gopath-project
SET="module=example.com/new go=1.18"
export GOPATH=$T/gp CGO_ENABLED=1 GOFLAGS=-buildvcs=false
STATE=$T/gp
ROOT=$T/gp/src/example.com/me
mkdir -p "$ROOT"
UNDO=$ROOT/.git/gomend
cd "$ROOT" || exit 1
CWD=$ROOT
{
	printf '\357\273\277// Package me: import "example.com/me/lib" in a comment.\n'
	printf '/* import "example.com/me/lib" */\n'
	printf 'package me // import "example.com/me"\n\n'
	# shellcheck disable=SC2016 # Go's quotes
	printf 'import"fmt";import lib "example.com/me/lib" // "example.com/me/lib"\n'
	printf 'import (\r\n\t. /* "example.com/me/dot" */ "example.com/me/dot"\r\n'
	printf '\t_ `example.com/me/raw`; sub "example.com/me/lib/sub"\n)\n\n'
	printf 'const (\n\tText = "import \\"example.com/me/lib\\""\n'
	printf '\tRaw  = `\nimport "example.com/me/lib"\n`\n)\n\n'
	printf 'func F() string { return fmt.Sprint(lib.V, sub.V, Dot, Text, Raw) }'
} >m.go
file lib/lib.go 'package lib /* import "example.com/me/lib" */' "" 'const V = 1'
file lib/sub/sub.go 'package sub' "" 'import "example.com/melon"' "" 'const V = melon.V'
file dot/dot.go 'package dot' "" 'const Dot = 2'
file raw/raw.go 'package raw'
file tool_windows.go '// +build ignore' "" 'package main' "" \
	'import _ "example.com/me/lib"' "" 'func main() {}'
file m_test.go 'package me_test' "" 'import (' '	"testing"' "" \
	'	"example.com/me"' '	_ "example.com/me/testdata/used"' ')' "" \
	'func TestF(t *testing.T) {' '	if me.F() == "" {' '		t.Fail()' '	}' '}'
file cgo/cgo.go 'package cgo' "" '// /* import "example.com/me/lib" */' '// static int one(void) { return 1; }' \
	'import "C"' 'import "example.com/me/lib"' "" 'var V = int(C.one()) + lib.V'
file testdata/used/used.go 'package used' "" 'import _ "example.com/me/lib"'
file testdata/golden/golden.go 'package golden' "" 'import _ "example.com/me/lib"'
file _old/old.go 'package old' "" 'import _ "example.com/me/lib"'
# Another project whose name begins alike, and one that is nested.
mkmod example.com/melon v1.0.0 "melon.go=package melon

const V = 3"
cached example.com/melon v1.0.0
mkdir -p "$HOME/go"
export GOMODCACHE=$HOME/go/pkg/mod
file nested/go.mod "module example.com/me/nested" "" "go 1.18"
file nested/n.go 'package nested' "" 'import _ "example.com/me/lib"'
file Gopkg.lock '[[projects]]' '  name = "example.com/melon"' '  revision = "v1.0.0"'
git_commit
cp -R "$ROOT" "$T/was"
after() {
	# What go sees in it, and what every other byte is.
	prints "example.com/new/dot example.com/new/lib example.com/new/lib/sub example.com/new/raw" \
		"$GO" list -f '{{range .Imports}}{{.}} {{end}}' .
	passes "$GO" vet . ./lib/... ./dot ./raw
	prints "ok" "$GO" test .
	[ -z "$(command -v gcc)" ] || passes "$GO" build ./...
	# Back again, every byte is as it was; and so many lines kept the path
	# in a string, a comment or a preamble.
	for f in m.go:6 lib/lib.go:0 lib/sub/sub.go:1 tool_windows.go:0 \
		m_test.go:0 cgo/cgo.go:1 testdata/used/used.go:0; do
		kept=${f#*:} f=${f%:*}
		LC_ALL=C sed 's|example.com/new|example.com/me|g' "$f" |
			cmp - "$T/was/$f" &&
			[ "$(grep -c example.com/me "$f")" = "$kept" ] || {
			echo "$f is otherwise than it should be"
			: >"$T/disagrees"
		}
	done
	for f in testdata/golden/golden.go _old/old.go nested/n.go dot/dot.go; do
		cmp "$T/was/$f" "$ROOT/$f" || : >"$T/disagrees"
	done
}
