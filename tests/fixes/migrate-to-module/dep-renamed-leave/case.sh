# renamed=leave: go's own words, and nothing changes.
CHECK=gopath-legacy-lock
SET="network=yes renamed=leave"
mkmod example.com/old/bolt v1.3.4 "go.mod=module example.org/bbolt"
printf '[[projects]]\n  name = "example.com/old/bolt"\n  revision = "v1.3.4"\n' >Gopkg.lock
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/old/bolt"'
git_commit
