# A long case.
# Of two versions that are forced and two copies that were changed by hand it
# builds with one each: those stay, and of the others go's words are told.
CHECK=gopath-legacy-lock
SET="network=yes vendor=remove"
export GOFLAGS=-buildvcs=false
for m in forced holds; do
	mkmod example.com/$m v1.0.0
	mkmod example.com/$m v1.4.0 "lib.go=package $m

func New() string { return \"new\" }"
done
mkmod example.com/ours v1.0.0
mkmod example.com/torn v1.0.0 "lib.go=package torn

func Torn() {}"
mkmod example.com/user v1.0.0 "go.mod=module example.com/user
go 1.16
require (
	example.com/forced v1.4.0
	example.com/holds v1.4.0
)" 'lib.go=package user

import (
	"example.com/forced"
	_ "example.com/holds"
	"example.com/torn"
)

func init() { forced.New(); torn.Torn() }'
for m in forced holds ours torn user; do
	printf '[[projects]]\n  name = "example.com/%s"\n  revision = "%s"\n  version = "v1.0.0"\n' \
		$m 1111111111111111111111111111111111111111
done >Gopkg.lock
for m in forced holds; do
	printf '[[override]]\n  name = "example.com/%s"\n  version = "=1.0.0"\n' $m
done >Gopkg.toml
file vendor/example.com/ours/lib.go 'package ours' "" 'const Version = "ours"'
file vendor/example.com/torn/lib.go 'package torn'
file m.go 'package main // import "example.com/me"' "" 'import "example.com/ours"' 'import _ "example.com/user"' "" \
	'func main() { println(ours.Version) }'
git_commit
after() {
	passes "$GO" build -o /dev/null ./...
	prints "example.com/forced v1.4.0
example.com/holds v1.4.0 => example.com/holds v1.0.0
example.com/ours v1.0.0 => ./third_party/example.com/ours
example.com/torn v1.0.0" sh -c "'$GO' list -m all | sed '1d;/user/d'"
}
