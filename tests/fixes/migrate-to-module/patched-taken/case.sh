# The place for the copy is taken: nothing of it is touched, and it is told.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
SET="network=yes vendor=remove"
ORACLE=newest
mkmod example.com/dep1 v1.0.0
printf '[[projects]]\n  name = "example.com/dep1"\n  revision = "v1.0.0"\n' >Gopkg.lock
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/dep1"'
file vendor/example.com/dep1/lib.go 'package dep1' "" 'const Ours = 1'
file third_party/example.com/dep1/notes 'mine'
git_commit
after() {
	passes "$GO" build ./...
}
