# dep: another module asks for newer ones than Gopkg.toml admits. What it forces
# is held, what its range admits is go's; "!=" excludes.
CHECK=gopath-legacy-lock
SET=network=yes
for v in v1.0.0 v1.4.0; do
	mkmod example.com/forced "$v"
	mkmod example.com/ranged "$v"
	mkmod example.com/narrow "$v"
done
mkmod example.com/without v1.0.0
mkmod example.com/without v1.3.0
mkmod example.com/user v1.0.0 "go.mod=module example.com/user
go 1.16
require (
	example.com/forced v1.4.0
	example.com/ranged v1.4.0
	example.com/narrow v1.4.0
	example.com/without v1.3.0
)" 'lib.go=package user

import (
	_ "example.com/forced"
	_ "example.com/narrow"
	_ "example.com/ranged"
	_ "example.com/without"
)'
for m in forced ranged narrow without user; do
	printf '[[projects]]\n  name = "example.com/%s"\n  revision = "%s"\n  version = "v1.0.0"\n' \
		$m 1111111111111111111111111111111111111111
done >Gopkg.lock
file Gopkg.toml '[[override]]' '  name = "example.com/forced"' '  revision = "1111111111111111111111111111111111111111"' \
	'[[constraint]]' '  name = "example.com/ranged"' '  version = "1.0.0"' \
	'[[constraint]]' '  name = "example.com/narrow"' '  version = "~1.0.0"' \
	'[[override]]' '  name = "example.com/without"' '  version = "^1.0.0, !=1.3.0"'
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/user"'
git_commit
after() {
	passes "$GO" build ./...
	prints "v1.0.0" "$GO" list -m -f '{{.Replace.Version}}' example.com/forced
	prints "v1.0.0" "$GO" list -m -f '{{.Replace.Version}}' example.com/narrow
	prints "v1.4.0" "$GO" list -m -f '{{.Version}}' example.com/ranged
	prints "v1.0.0" "$GO" list -m -f '{{.Version}}' example.com/without
}
