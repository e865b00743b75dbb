# A long case.
# renamed=replace: no import changes. A fork whose go.mod names what it is a
# fork of is none of them.
CHECK=gopath-legacy-lock
SET="network=yes renamed=replace"
mkmod example.com/old/bolt v1.3.4 "go.mod=module example.org/bbolt"
mkmod example.org/bbolt v1.3.4
mkmod example.com/forked v1.0.0
mkmod example.com/fork v1.0.0 "go.mod=module example.com/forked"
printf '[[projects]]\n  name = "example.com/old/bolt"\n  revision = "v1.3.4"\n' >Gopkg.lock
printf '[[projects]]\n  name = "example.com/forked"\n  source = "https://example.com/fork"\n  revision = "v1.0.0"\n' >>Gopkg.lock
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/old/bolt"' 'import _ "example.com/forked"'
git_commit
after() {
	passes "$GO" build ./...
	prints "example.org/bbolt v1.3.4" "$GO" list -m -f '{{.Replace}}' example.com/old/bolt
	prints "example.com/fork v1.0.0" "$GO" list -m -f '{{.Replace}}' example.com/forked
}
