# What the old tools leave, another lock file with other pins, and a file of vendor/ that the
# program reads are told.
# A long case: ./dev long.
export GOFLAGS=-buildvcs=false
CHECK=gopath-legacy-lock
SET=network=yes
ORACLE=newest
mkmod example.com/dep1 v1.0.0 "assets/page.tmpl=hello" "README.md=read"
printf '[[projects]]\n  name = "example.com/dep1"\n  revision = "v1.0.0"\n' >Gopkg.lock
file Gopkg.toml '[[constraint]]' '  name = "example.com/dep1"' '  branch = "master"'
file glide.lock 'hash: 1' 'imports:' '- name: example.com/dep1' '  version: 2222222222222222222222222222222222222222'
file m.go 'package m // import "example.com/me"' "" 'import _ "example.com/dep1"'
file vendor/example.com/dep1/lib.go 'package dep1' "" 'const Version = "v1.0.0"'
file vendor/example.com/dep1/assets/page.tmpl hello
file vendor/example.com/dep1/README.md read
git_commit
after() {
	passes "$GO" build ./...
}
