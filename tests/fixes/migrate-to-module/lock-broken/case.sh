# A merge left both sides in the lock file: without a word nothing is done by it.
CHECK=gopath-legacy-lock
file m.go 'package m // import "example.com/me"'
file Gopkg.lock "[[projects]]" '  name = "example.com/dep1"' "<<<<<<< HEAD" \
	'  revision = "abc"' "=======" '  revision = "def"' ">>>>>>> other"
git_commit
