# vendor is a link: that is said before anything runs.
CHECK=gopath-legacy-lock
SET=network=yes
mkmod example.com/dep1 v1.0.0
file vendor.conf 'example.com/dep1 v1.0.0'
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/dep1"'
file _v/example.com/dep1/lib.go 'package dep1'
ln -s _v vendor
git_commit
