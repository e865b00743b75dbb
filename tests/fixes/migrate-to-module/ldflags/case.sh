# Under another path a -X flag of the linker sets nothing, and the linker says
# nothing; tests that compile in GOPATH mode only; a path from glide.yaml; lines
# that name the path and are no imports; a copy of its own in vendor/.
# A long case: ./dev long.
CHECK=gopath-project
SET="module=example.com/new go=1.18 vendor=remove siblings=version"
export GOPATH=$T/gp GOFLAGS=-buildvcs=false GOMODCACHE=$HOME/go/pkg/mod
STATE=$T/gp
ROOT=$T/gp/src/example.com/me
mkdir -p "$ROOT" "$HOME/go"
UNDO=$ROOT/.git/gomend
cd "$ROOT" || exit 1
CWD=$ROOT
file main.go 'package main' "" 'import (' '	"example.com/me/good"' '	"example.com/me/version"' ')' "" 'var built string' "" \
	'func main() { println(version.V, built, good.V) }'
file version/version.go 'package version' "" 'var V = "none"'
# GOPATH finds what its tests need; as a module nothing does, or another one.
mkmod example.com/dep v1.0.0 "dep.go=package dep"
cached example.com/dep v1.0.0
file ../dep/dep.go 'package dep' "" 'const Old = 1'
file ../gone/gone.go 'package gone'
file good/good.go 'package good' "" 'const V = "own"'
file vendor/example.com/me/good/good.go 'package good' "" 'const V = "copy"'
file good/good_test.go 'package good' "" 'import "testing"' "" \
	'func init() { panic("it is run") }' "" 'func TestGood(t *testing.T) {}'
file old/old.go 'package old'
file old/old_test.go 'package old_test' "" 'import (' '	"testing"' "" '	"example.com/dep"' ')' "" \
	'func TestOld(t *testing.T) { _ = dep.Old }'
file lost/lost.go 'package lost'
file lost/lost_test.go 'package lost' "" 'import _ "example.com/gone"'
file bad/bad.go 'package bad'
file bad/bad_test.go 'package bad' "" 'var _ = nowhere'
file glide.yaml 'package: example.org/glide/me' 'import: []'
file glide.lock 'hash: x' 'imports:' '- name: example.com/dep' '  version: v1.0.0'
# shellcheck disable=SC2016 # make's variables
file Makefile 'PKG := example.com/me' '' 'all:' \
	'	@go build -ldflags "-s -X main.built=now -X example.com/me/version.V=made" -o $(OUT) .' '' \
	'# -X example.com/me/version.V=x' 'other:' \
	'	@go build -ldflags "-X $(PKG)/version.V=other" -o $(OUT) .' \
	'	@echo go list example.com/me/good example.com/me/...' \
	'	@echo curl -X POST http://example.com/me/version.V=x'
# shellcheck disable=SC2016 # the shell's
file build.sh '#!/bin/sh' 'GO111MODULE=off godep go build -ldflags="-X '"'"'example.com/me/vendor/example.com/dep.V=$1'"'"'" .'
file .goreleaser.yml 'builds:' '  - ldflags:' '      - -s -X=example.com/me/version.V={{.Version}} -X example.com/other.V=1'
file link/link.go 'package link' "" 'import _ "unsafe"' "" \
	'//go:generate stringer example.com/me/version' '//go:generate stringer example.com/melon' "" \
	'//go:linkname pushed example.com/me/version.pulled' 'func pushed() {}' "" 'func asm()'
file link/link_amd64.s 'TEXT ·asm(SB), 4, $0-0' '	CALL example·com∕me∕version·F(SB)' '	RET'
file link/link.s '// example.com/me'
file link/link.proto 'syntax = "proto3";' 'option go_package = "example.com/me/pb";' 'import "example.com/me/x.proto";'
git_commit
before() {
	GO111MODULE=off passes "$GO" build -ldflags "-X example.com/me/version.V=made" -o "$T/before" .
	[ "$("$T/before" 2>&1)" = "made  copy" ] || : >"$T/disagrees"
}
after() {
	OUT=$T/after passes make
	[ "$("$T/after" 2>&1)" = "made now own" ] || : >"$T/disagrees"
	# What was told and not changed.
	OUT=$T/other passes make other
	[ "$("$T/other" 2>&1)" = "none  own" ] || : >"$T/disagrees"
	grep -q 'X=example.com/new/version.V={{.Version}} -X example.com/other.V=1' .goreleaser.yml ||
		: >"$T/disagrees"
	passes "$GO" vet ./good
	fails "Old" "$GO" vet ./old
	fails "example.com/gone" "$GO" vet ./lost
}
