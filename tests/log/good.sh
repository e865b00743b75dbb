#!/bin/sh
# good.sh GO DIR: make that go build, test and fetch what is well, with tests that log the
# words of failures: DIR/logs/*.log, logs in which there is nothing to find.
# Without a network and without leaving DIR.
set -u
go=$1
w=$2
mkdir -p "$w/home" "$w/tmp" "$w/proxy" "$w/logs" "$w/mod" || exit 1
w=$(cd "$w" && pwd -P)
bin=$(dirname "$go")
# shellcheck source=tests/log/lib.sh
. "$(dirname "$0")/lib.sh"
pack example.com/dep v1.0.0 1.18
d=$w/shop
file "$d/go.mod" 'module example.com/shop' '' 'go 1.18'

file "$d/main.go" 'package main' '' \
	'//go:generate go run example.com/shop/gen' 'import (' \
	'	"errors"' '' '	_ "example.com/dep"' ')' '' \
	'// Errors that the tests log.' \
	'var errFull = errors.New("write /tmp/x: no space left on device")' '' \
	'func main() {' '	println(errFull.Error() != "")' '}'
file "$d/gen/main.go" 'package main' '' 'func main() { println("generated") }'
file "$d/db/db.go" 'package db' '' '// F counts.' 'func F() int { return 1 }'
cat >"$d/main_test.go" <<'GO'
package main

import (
	"fmt"
	"log"
	"os"
	"testing"
)

var words = []string{
	"./x.go:3:1: undefined: foo",
	"write /tmp/x: no space left on device",
	"dial tcp 127.0.0.1:1: connect: connection refused",
	"exit status 1",
	"go: command not found",
	"fatal: detected dubious ownership in repository at '/x'",
	"ERROR: as expected: no such file or directory",
	"error: unknown revision v9.9.9",
	"panic: test timed out after 1s",
	"reading https://proxy.example/x: 404 Not Found",
	"Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work",
	"/app: exec format error",
}

func TestLog(t *testing.T) {
	for _, s := range words {
		t.Log(s)
	}
	t.Log("several lines:\n./x.go:3:1: undefined: foo\ngo: no such tool \"x\"")
}

func TestPrint(t *testing.T) {
	for _, s := range words {
		fmt.Println(s)
		fmt.Fprintln(os.Stderr, s)
		log.Print(s)
	}
}

func TestSub(t *testing.T) {
	for _, s := range words {
		t.Run(s, func(t *testing.T) { t.Log(s); fmt.Println(s) })
	}
}

func TestParallelA(t *testing.T) { parallel(t) }
func TestParallelB(t *testing.T) { parallel(t) }

func parallel(t *testing.T) {
	t.Parallel()
	for _, s := range words {
		t.Log(s)
		fmt.Println(s)
	}
}

func TestSkip(t *testing.T) { t.Skip("dial tcp: lookup db: no such host") }

func ExampleF() {
	fmt.Println("x509: certificate signed by unknown authority")
	// Output: x509: certificate signed by unknown authority
}

func BenchmarkF(b *testing.B) { b.Log("no space left on device") }
GO
sed -i 's/^func ExampleF()/func Example_f()/' "$d/main_test.go"
file "$d/db/db_test.go" 'package db' '' 'import "testing"' '' \
	'func TestF(t *testing.T) { t.Log("signal: killed") }'
file "$w/bare/go.mod" 'module example.com/bare' '' 'go 1.18'
file "$w/bare/x.go" 'package bare'
file "$w/ws/go.work" 'go 1.18' '' 'use ./a'
file "$w/ws/a/go.mod" 'module example.com/a' '' 'go 1.18'
file "$w/ws/a/x.go" 'package a'

say modules "$d" -- go version
say modules "$d" -- go env GOFLAGS GOVERSION
say modules "$d" -- go get example.com/dep@v1.0.0
say modules "$d" -- go mod tidy -v
say modules "$d" GOMODCACHE="$w/mod2" -- go mod download -x
say modules "$d" -- go mod verify
say modules "$d" -- go list -m all
say modules "$d" -- go list ./...
say modules "$d" -- go mod vendor -v
rm -r "$d/vendor"
say modules "$w/bare" -- go mod download
say modules "$w/bare" -- go mod vendor
say modules "$w/bare" -- go mod tidy
say modules "$w/ws" -- go work sync
say modules "$w/ws/a" -- go build -v ./...

# What the standard library says with -x would fill books.
(say nothing "$d" -- go build -race -o "$w/x" . && say nothing "$d" -- go test -c -o "$w/x" .) >/dev/null
rm -f "$w/logs/nothing.log"
say build "$d" -- go version
say build "$d" -- go vet ./...
say build "$d" -- go generate -x ./...
echo '// Changed.' >>"$d/main.go"
say build "$d" -- go build -x -o "$w/x" .
say build "$d" -- go build -v ./...
say build "$d" GOBIN="$w/gobin" -- go install -x .
say build "$d" -- go run -x ./gen
say build "$d" -- sh -c 'go build ./... || echo "go: command not found"'
say build "$d" -- go clean -n

say test "$d" -- go version
say test "$d" -- go test ./...
say test "$d" -- go test -v ./...
say test "$d" -- go test -count=1 -cover -v -parallel 2 .
say test "$d" -- go test -run nosuch ./...
say test "$d" -- go test -run nosuch -bench . -benchtime 1x .
say json "$d" -- go version
say json "$d" -- go test -json ./...
chmod -R u+w "$w/mod" "$w/mod2" 2>/dev/null
! grep -H 'Process completed with exit code' "$w"/logs/*.log
