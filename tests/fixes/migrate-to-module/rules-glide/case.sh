# glide.yaml without a lock file: a bare version is that one, a range the newest of it; where
# it admits none that there is, that is told.
# A long case: ./dev long.
CHECK=gopath-project
SET=network=yes
ORACLE=newest
for v in v1.0.0 v1.1.0 v1.4.0; do
	mkmod example.com/exact $v
	mkmod example.com/ranged $v
	mkmod example.com/none $v
done
file glide.yaml 'package: example.com/me' 'import:' '- package: example.com/exact' '  version: 1.0.0' \
	'- package: example.com/ranged' '  version: ">= 1.0.0, < 1.3.0"' \
	'- package: example.com/none' '  version: ^3.0.0'
file m.go 'package m // import "example.com/me"' "" 'import (' '	_ "example.com/exact"' \
	'	_ "example.com/none"' '	_ "example.com/ranged"' ')'
git_commit
after() {
	passes "$GO" build ./...
	prints "v1.0.0" "$GO" list -m -f '{{.Version}}' example.com/exact
	prints "v1.1.0" "$GO" list -m -f '{{.Version}}' example.com/ranged
}
