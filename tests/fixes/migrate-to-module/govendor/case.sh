# govendor: the lock lies in vendor/ and goes with it; it names the path, and
# the go line follows a module that asks for a newer Go. git ignores all else in
# vendor/, so that a new one would not come along.
SET=network=yes
CHECK=gopath-legacy-lock
ORACLE=newest
mkmod example.com/dep1 v1.0.0 "go.mod=module example.com/dep1
go 1.23"
printf '{"Version":"v1.0.0","Time":"2020-01-02T03:04:05Z"}\n' \
	>"$T/proxy/example.com/dep1/@v/1111111111111111111111111111111111111111.info"
file vendor/vendor.json "{" ' "rootPath": "example.com/me",' ' "package": [' \
	'  {"path": "example.com/dep1", "revision": "1111111111111111111111111111111111111111"}' \
	" ]" "}"
file m.go 'package m' "" 'import _ "example.com/dep1"'
echo 'vendor/*/' >.gitignore
git_commit
after() {
	passes "$GO" build ./...
}
