# Gopkg.toml without a lock file: what it admits, the newest of it, an override against what
# others ask for; what go has no like of is told.
# A long case: ./dev long.
CHECK=gopath-project
SET=network=yes
ORACLE=newest
for v in v1.0.0 v1.1.0 v1.4.0; do
	mkmod example.com/forced $v
	mkmod example.com/ranged $v
done
mkmod example.com/ranged v1.5.0-rc.1
mkmod example.com/user v1.0.0 "go.mod=module example.com/user

require example.com/forced v1.4.0" "lib.go=package user

import _ \"example.com/forced\""
file Gopkg.toml 'required = ["example.com/tool/cmd"]' 'ignored = ["example.com/old"]' "" \
	'[[override]]' '  name = "example.com/forced"' '  version = "=1.0.0"' "" \
	'[[constraint]]' '  name = "example.com/ranged"' '  version = "~1.1.0"' "" \
	'[[constraint]]' '  name = "example.com/unused"' '  version = "^1.0.0"' "" \
	'[prune]' '  go-tests = true'
file m.go 'package m // import "example.com/me"' "" 'import (' '	_ "example.com/forced"' \
	'	_ "example.com/ranged"' '	_ "example.com/user"' ')'
git_commit
after() {
	passes "$GO" build ./...
	prints "v1.0.0" "$GO" list -m -f '{{.Replace.Version}}' example.com/forced
	prints "v1.1.0" "$GO" list -m -f '{{.Version}}' example.com/ranged
}
