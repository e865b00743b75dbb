# No lock file and no dependency: laid out for GOPATH by its import comment.
CHECK=gopath-project
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/me/lib"'
file lib/lib.go "package lib"
git_commit
after() {
	passes "$GO" build ./...
}
