# What became of each pin is told, of more than a note names; who asks for what
# came newer, and what older, as nothing imports it; a package that tests alone want, and those that a test of a
# dependency wants, of which go test ./... knows nothing; a revision that the proxy
# does not know by itself, and a go.mod names.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
SET=network=yes
mkmod example.com/kept v1.0.0
same=v0.0.0-20200102030405-444444444444
mkmod example.com/same $same
rm "$T/proxy/example.com/same/@v/$same.info"
for v in v1.0.0 v1.4.0; do
	mkmod example.com/raised "$v"
	mkmod example.com/lowered "$v"
done
mkmod example.com/user v1.0.0 "go.mod=module example.com/user
go 1.16
require example.com/raised v1.4.0
require example.com/lowered v1.0.0
require example.com/same $same" 'lib.go=package user

import (
	_ "example.com/raised"
	_ "example.com/same"
)' 'lib_test.go=package user

import (
	_ "example.com/theirs"
	_ "example.com/theirs/too"
)'
for m in kept raised user; do
	printf '[[projects]]\n  name = "example.com/%s"\n  revision = "%s"\n  version = "v1.0.0"\n' \
		$m 1111111111111111111111111111111111111111
done >Gopkg.lock
printf '[[projects]]\n  name = "example.com/lowered"\n  revision = "%s"\n  version = "v1.4.0"\n' \
	1111111111111111111111111111111111111111 >>Gopkg.lock
printf '[[projects]]\n  name = "example.com/same"\n  revision = "%s"\n' \
	4444444444444444444444444444444444444444 >>Gopkg.lock
for i in 1 2 3 4 5 6 7 8 9 10 11; do
	printf '[[projects]]\n  name = "example.com/gone%s"\n  revision = "%s"\n  version = "v1.0.0"\n' \
		$i 2222222222222222222222222222222222222222
done >>Gopkg.lock
printf '[[projects]]\n  name = "example.com/nowhere"\n  revision = "3333333333333333333333333333333333333333"\n' >>Gopkg.lock
file m.go 'package m // import "example.com/me"' "" 'import (' '	_ "example.com/kept"' '	_ "example.com/user"' ')'
file m_test.go 'package m' "" 'import _ "example.com/nowhere"'
git_commit
after() {
	passes "$GO" build ./...
	# An older one stops at the go line before.
	[ "${REL#1.}" -lt 21 ] || fails "example.com/theirs" "$GO" mod tidy
	prints "v1.4.0" "$GO" list -m -f '{{.Version}}' example.com/raised
	prints "example.com/user@v1.0.0 example.com/raised@v1.4.0" "$GO" mod graph
	prints "v1.0.0" "$GO" list -m -f '{{.Version}}' example.com/lowered
}
