# The same, and it was to become one all the same.
CHECK=gopath-project
SET=incomplete=yes
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/nowhere"'
git_commit
after() {
	prints example.com/me "$GO" list -m
}
