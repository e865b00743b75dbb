# A long case.
# godep save -r: the imports name the copies below Godeps/_workspace, also those
# in the copies, which is no change by hand.
export GOFLAGS=-buildvcs=false
CHECK=gopath-legacy-lock
SET="network=yes go=1.18"
ORACLE=newest
mkmod example.com/dep2 v1.0.0
mkmod example.com/dep1 v1.0.0 'go.mod=module example.com/dep1
require example.com/dep2 v1.0.0' 'lib.go=package dep1

import "example.com/dep2"

const Version = dep2.Version'
printf '{"Version":"v1.0.0","Time":"2020-01-02T03:04:05Z"}\n' \
	>"$T/proxy/example.com/dep1/@v/1111111111111111111111111111111111111111.info"
file Godeps/Godeps.json '{' ' "ImportPath": "example.com/me",' ' "GoVersion": "go1.4",' \
	' "Deps": [' '  {"ImportPath": "example.com/dep1", "Rev": "1111111111111111111111111111111111111111"}' ' ]' '}'
file Godeps/_workspace/src/example.com/dep1/lib.go 'package dep1' "" \
	'import "example.com/me/Godeps/_workspace/src/example.com/dep2"' "" 'const Version = dep2.Version'
file Godeps/_workspace/src/example.com/dep2/lib.go 'package dep2' "" 'const Version = "v1.0.0"'
file m.go 'package me' "" 'import "example.com/me/Godeps/_workspace/src/example.com/dep1"' "" \
	'const V = dep1.Version'
file cmd/me/main.go 'package main' "" 'import "example.com/Me"' "" 'func main() { println(me.V) }'
git_commit
after() {
	passes "$GO" build ./...
	prints "example.com/dep1" "$GO" list -f '{{join .Imports " "}}' .
}
