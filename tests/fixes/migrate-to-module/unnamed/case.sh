# A module that the lock file does not name comes in the newest version, and that is told.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
SET=network=yes
ORACLE=newest
mkmod example.com/dep1 v1.0.0
mkmod example.com/dep2 v1.0.0
mkmod example.com/dep2 v1.1.0
file vendor.conf 'example.com/dep1 v1.0.0'
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/dep1"'
file m_test.go 'package m' "" 'import _ "example.com/dep2"'
git_commit
after() {
	passes "$GO" vet ./...
}
