# The lock has the old spelling, of the time before its go.mod; a dependency the
# new one. go takes either, and not both.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
SET=network=yes
mkmod example.com/Case/log v1.0.0
mkdir -p "$T/proxy/example.com/!case"
mv "$T/proxy/example.com/Case/log" "$T/proxy/example.com/!case/log"
mkmod example.com/case/log v1.0.0
mkmod example.com/case/log v1.1.0
mkmod example.com/low v1.0.0 "go.mod=module example.com/low
go 1.16
require example.com/case/log v1.1.0" 'lib.go=package low

import _ "example.com/case/log"'
for m in Case/log low; do
	printf '[[projects]]\n  name = "example.com/%s"\n  revision = "v1.0.0"\n' $m
done >Gopkg.lock
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/Case/log"' 'import _ "example.com/low"'
git_commit
after() {
	passes "$GO" build ./...
	prints "example.com/case/log v1.1.0
example.com/low v1.0.0" sh -c "'$GO' list -m all | sed 1d"
}
