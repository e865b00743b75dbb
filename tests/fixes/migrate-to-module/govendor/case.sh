# govendor: the lock lies in vendor/ and goes with it; it names the path, and
# the go line follows a module that asks for a newer Go. git ignores all else in
# vendor/, so that a new one would not come along.  It names each package: those
# of one commit are one pin, where their paths do not tell the repository.
SET=network=yes
CHECK=gopath-legacy-lock
ORACLE=newest
mkmod example.com/dep1 v1.0.0 "go.mod=module example.com/dep1
go 1.23" "sub/sub.go=package sub"
mkmod example.com/dep1 v1.1.0 "sub/sub.go=package sub"
mkmod example.com/two v1.0.0 "x/a/a.go=package a" "x/b/b.go=package b"
mkmod example.com/two v1.1.0 "x/a/a.go=package a" "x/b/b.go=package b"
printf '{"Version":"v1.0.0","Time":"2020-01-02T03:04:05Z"}\n' \
	>"$T/proxy/example.com/two/@v/2222222222222222222222222222222222222222.info"
printf '{"Version":"v1.0.0","Time":"2020-01-02T03:04:05Z"}\n' \
	>"$T/proxy/example.com/dep1/@v/1111111111111111111111111111111111111111.info"
file vendor/vendor.json "{" ' "rootPath": "example.com/me",' ' "package": [' \
	'  {"path": "example.com/dep1", "revision": "1111111111111111111111111111111111111111"},' \
	'  {"path": "example.com/dep1/sub", "revision": "1111111111111111111111111111111111111111"},' \
	'  {"path": "example.com/two/x/b", "revision": "2222222222222222222222222222222222222222"},' \
	'  {"path": "example.com/two/x/a", "revision": "2222222222222222222222222222222222222222"}' \
	" ]" "}"
file m.go 'package m' "" 'import (' '	_ "example.com/dep1/sub"' '	_ "example.com/two/x/a"' '	_ "example.com/two/x/b"' ')'
echo 'vendor/*/' >.gitignore
git_commit
after() {
	passes "$GO" build ./...
	prints v1.0.0 "$GO" list -m example.com/dep1
	prints v1.0.0 "$GO" list -m example.com/two
}
