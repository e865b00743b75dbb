# The lock file was to stay: it is advice then, and no reason to go back.
CHECK=gopath-legacy-lock
SET=lock=keep
file GLOCKFILE "cmd example.com/tool"
file m.go 'package m // import "example.com/me"'
git_commit
after() {
	passes "$GO" build ./...
}
