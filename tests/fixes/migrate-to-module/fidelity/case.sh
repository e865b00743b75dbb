# Tests and packages before and after: one test needs GOPATH mode, one package
# is another as a module.
# A long case: ./dev long.
CHECK=gopath-project
SET="tests=yes go=1.18 patches=drop"
STATE=$T/gp
export GOPATH=$T/gp GOFLAGS=-buildvcs=false GOMODCACHE=$HOME/go/pkg/mod
ROOT=$T/gp/src/example.com/me
mkdir -p "$ROOT"
UNDO=$ROOT/.git/gomend
cd "$ROOT" || exit 1
CWD=$ROOT
mkmod example.com/dep1 v1.0.0 "lib.go=package dep1

import _ \"example.com/dep1/new\"" "new/new.go=package new"
cached example.com/dep1 v1.0.0
file m.go 'package me' "" 'import _ "example.com/dep1"'
file m_test.go 'package me' "" 'import (' '	"os"' '	"testing"' ')' "" 'func TestMode(t *testing.T) {' \
	'	if os.Getenv("GO111MODULE") != "off" {' '		t.Fatal("no GOPATH mode")' '	}' '}'
file good/good.go 'package good'
file good/good_test.go 'package good' "" 'import "testing"' "" 'func TestGood(t *testing.T) {}'
file bad/bad.go 'package bad'
file bad/bad_test.go 'package bad' "" 'import "testing"' "" 'func TestBad(t *testing.T) { t.Fail() }'
file vendor/example.com/dep1/lib.go 'package dep1' "" 'import _ "example.com/dep1/old"'
file vendor/example.com/dep1/old/old.go 'package old'
file Gopkg.lock '[[projects]]' '  name = "example.com/dep1"' '  revision = "v1.0.0"' \
	'[[projects]]' '  name = "example.com/me"' '  revision = "v0.9.0"'
git_commit
before() {
	GO111MODULE=off passes "$GO" build ./...
}
after() {
	passes "$GO" build ./...
}
