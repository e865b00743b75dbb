# GOFLAGS of this shell stops go where there is no vendor folder: that is told before, with the
# way out, and is no reason to go back.
CHECK=gopath-legacy-lock
SET=network=yes
ORACLE=newest
export GOFLAGS=-mod=vendor
mkmod example.com/dep1 v1.0.0
printf 'example.com/dep1 v1.0.0\n' >vendor.conf
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/dep1"'
git_commit
after() {
	fails "vendor" "$GO" build ./...
	GOFLAGS='' passes "$GO" build ./...
}
