# What no lock names, as tests of a dependency import it, comes in the newest version
# of the day on which the lock was last changed, of a later commit and of many
# versions not, nor one of another path; where none is that old, in a revision that the module cache has, or in
# the nearest. What those import in turn, too. The newest would have raised a pin and the go line.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
SET=network=yes
ORACLE=newest
on_day() { # MODULE VERSION DAY
	sed -i "s/20[0-9-]*T/$3T/" "$T/proxy/$1/@v/$2.info"
}
for v in v1.0.0 v1.4.0; do
	mkmod example.com/shared $v
done
mkmod example.com/user v1.0.0 "go.mod=module example.com/user
go 1.16
require example.com/shared v1.0.0" 'lib.go=package user

import _ "example.com/shared"' 'lib_test.go=package user

import (
	_ "example.com/late"
	_ "example.com/left"
	_ "example.com/raw"
	_ "example.com/theirs"
)'
i=0
while [ $i -lt 30 ]; do
	mkmod example.com/theirs v1.$i.0 'lib.go=package theirs

import _ "example.com/deeper"'
	on_day example.com/theirs v1.$i.0 $((2000 + i))-06-01
	i=$((i + 1))
done
mkmod example.com/theirs v1.99.0 "go.mod=module example.com/theirs
go 1.22
require example.com/shared v1.4.0"
on_day example.com/theirs v1.99.0 2025-01-01
for v in v0.1.0:2022 v0.2.0:2023; do
	mkmod example.com/late "${v%:*}"
	on_day example.com/late "${v%:*}" "${v#*:}-01-01"
done
mkmod example.com/left v1.0.0
on_day example.com/left v1.0.0 2018-01-01
mkmod example.com/left v1.9.0 'go.mod=module example.org/moved'
on_day example.com/left v1.9.0 2024-01-01
raw=v0.0.0-20180203040506-0123456789ab
mkmod example.com/raw $raw
on_day example.com/raw $raw 2018-02-03
cached example.com/raw $raw
rm "$T/proxy/example.com/raw/@v/list"
mkmod example.com/raw v0.1.0
on_day example.com/raw v0.1.0 2022-01-01
for v in v1.0.0:2018 v1.1.0:2024; do
	mkmod example.com/deeper "${v%:*}"
	on_day example.com/deeper "${v%:*}" "${v#*:}-01-01"
done
for m in shared user; do
	printf '[[projects]]\n  name = "example.com/%s"\n  revision = "%s"\n  version = "v1.0.0"\n' \
		$m 1111111111111111111111111111111111111111
done >Gopkg.lock
git init -q -b main .
git add -A
GIT_COMMITTER_DATE=2019-12-01T00:00:00Z git -c user.name=t \
	-c user.email=t@example.com commit -q -m lock
file m.go 'package m // import "example.com/me"' "" 'import (' '	_ "example.com/shared"' \
	'	_ "example.com/user"' ')'
git_commit
after() {
	passes "$GO" build ./...
	prints "example.com/deeper v1.0.0
example.com/late v0.1.0
example.com/left v1.0.0
example.com/raw v0.0.0-20180203040506-0123456789ab
example.com/shared v1.0.0
example.com/theirs v1.19.0
example.com/user v1.0.0" sh -c "'$GO' list -m all | sed 1d"
	prints 1.21 "$GO" list -m -f '{{.GoVersion}}'
}
