# Only the remote tells the path, and the port that it has is no part of it.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
file Gopkg.lock '[[projects]]' '  name = "example.com/gone"' '  revision = "1111111111111111111111111111111111111111"'
file m.go 'package m'
git_commit
git remote add origin ssh://git@git.corp.example:2222/team/gl.git
# Where this machine fetches it from is no part of it, either.
git config url.https://mirror.corp.example/.insteadOf ssh://git@git.corp.example:2222/
after() {
	prints git.corp.example/team/gl "$GO" list -m
}
