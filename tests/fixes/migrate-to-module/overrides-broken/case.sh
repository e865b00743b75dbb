# The version that Gopkg.toml forces lacks what another module needs of it.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
SET=network=yes
ORACLE=newest
mkmod example.com/forced v1.0.0
mkmod example.com/forced v1.4.0 "lib.go=package forced

func New() {}"
mkmod example.com/user v1.0.0 "go.mod=module example.com/user
go 1.16
require example.com/forced v1.4.0" 'lib.go=package user

import "example.com/forced"

func init() { forced.New() }'
for m in forced user; do
	printf '[[projects]]\n  name = "example.com/%s"\n  revision = "%s"\n  version = "v1.0.0"\n' \
		$m 1111111111111111111111111111111111111111
done >Gopkg.lock
file Gopkg.toml 'required = [' '  "example.com/tool/cmd",' '  "example.com/user",' ']' \
	'ignored = ["example.com/never"]' '[[override]]' '  name = "example.com/forced"' '  version = "=1.0.0"'
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/user"'
git_commit
after() {
	passes "$GO" build ./...
	prints "v1.4.0" "$GO" list -m -f '{{.Version}}' example.com/forced
}
