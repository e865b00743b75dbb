# A package that is nowhere: nothing is changed, and go's words are shown.
CHECK=gopath-project
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/nowhere"'
git_commit
