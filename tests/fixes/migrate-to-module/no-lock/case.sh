# No lock file and no dependency: laid out for GOPATH by its import comment.
# GO111MODULE=off of this shell is told before, and is no reason to go back.
export GO111MODULE=off
CHECK=gopath-project
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/me/lib"'
file lib/lib.go "package lib"
git_commit
after() {
	fails "disabled by GO111MODULE=off" "$GO" mod verify
	GO111MODULE=on passes "$GO" build ./...
}
