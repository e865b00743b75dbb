# What no lock of the project names comes as the lock files of its dependencies have
# it: of two that disagree as the nearer one, of a package that the newest version lacks,
# and of what the chosen version imports in turn; another path than it had as well. What
# the project imports itself, and what a dependency with a go.mod pins, comes in the
# version of the day.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
SET=network=yes
ORACLE=newest
near=1111111111111111111111111111111111111111
old=2222222222222222222222222222222222222222
mid=3333333333333333333333333333333333333333
on_day() { # MODULE VERSION DAY
	sed -i "s/20[0-9-]*T/$3T/" "$T/proxy/$1/@v/$2.info"
}
oldmod() { # as mkmod, of the time before go.mod
	mkmod "$@"
	rm "$T/src/$1@$2/go.mod"
	"$TOOL" zip "$T/proxy/$1/@v/$2.zip" "$T/src/$1@$2" "$1@$2"
}
rev() { # MODULE REVISION VERSION
	cp "$T/proxy/$1/@v/$3.info" "$T/proxy/$1/@v/$2.info"
}
locked() { # MODULE REVISION [VERSION]
	printf '[[projects]]\n  name = "%s"\n  revision = "%s"\n%s' "$1" "$2" \
		"${3:+  version = \"$3\"
}"
}
for v in 0:2015 3:2018 4:2025; do
	oldmod example.com/shared "v1.${v%:*}.0" \
		"lib.go=package shared

func Since${v%:*}() {}"
	on_day example.com/shared "v1.${v%:*}.0" "${v#*:}-01-01"
done
oldmod example.com/shared v1.1.0 'lib.go=package shared

import _ "example.com/deeper"

func Old() {}'
oldmod example.com/deeper v1.0.0
oldmod example.com/deeper v1.2.0
rev example.com/shared $old v1.1.0
rev example.com/shared $mid v1.3.0
rev example.com/deeper $old v1.0.0
for v in 0 1; do
	oldmod example.com/own v1.$v.0
	oldmod example.com/said v1.$v.0
done
rev example.com/own $old v1.0.0
rev example.com/said $old v1.0.0
oldmod example.com/moved v1.0.0 'pkg/lib.go=package pkg'
oldmod example.com/moved v1.9.0
rev example.com/moved $old v1.0.0
oldmod example.com/near v1.0.0 "Gopkg.lock=$(locked example.com/shared $old v1.1.0
	locked example.com/deeper $old
	locked example.com/moved $old
	locked example.com/own $old)" 'lib.go=package near

import (
	_ "example.com/far"
	_ "example.com/moved/pkg"
	_ "example.com/own"
	"example.com/shared"
)

func init() { shared.Old() }'
oldmod example.com/far v1.0.0 "glide.lock=imports:
- name: example.com/shared
  version: $mid" 'lib.go=package far

import (
	_ "example.com/modern"
	_ "example.com/shared"
)'
mkmod example.com/modern v1.0.0 "Gopkg.lock=$(locked example.com/said $old)" \
	'lib.go=package modern

import _ "example.com/said"'
rev example.com/near $near v1.0.0
rev example.com/far $near v1.0.0
rev example.com/modern $near v1.0.0
for m in near far modern; do
	locked example.com/$m $near v1.0.0
done >Gopkg.lock
file m.go 'package m // import "example.com/me"' "" 'import (' '	_ "example.com/near"' \
	'	_ "example.com/own"' ')'
git_commit
after() {
	passes "$GO" build ./...
	prints "example.com/deeper v1.0.0
example.com/far v1.0.0
example.com/modern v1.0.0
example.com/moved v1.0.0
example.com/near v1.0.0
example.com/own v1.1.0
example.com/said v1.1.0
example.com/shared v1.1.0" sh -c "'$GO' list -m all | sed 1d"
}
