# Only the remote tells the path, by a name that git's insteadOf has for a server.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
file Gopkg.lock '[[projects]]' '  name = "example.com/gone"' '  revision = "1111111111111111111111111111111111111111"'
file m.go 'package m'
git_commit
git remote add origin gl:team/gl.git
git config url.ssh://git@git.corp.example:2222/.insteadOf gl:
after() {
	prints git.corp.example/team/gl "$GO" list -m
}
