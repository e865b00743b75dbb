# Its first stage alone: a module that builds from its new vendor/, with the lock
# and the lines as they were. That the lines come later is no reason to go back.
CHECK=gopath-project
export GOFLAGS=-buildvcs=false GOMODCACHE=$HOME/go/pkg/mod
SET="until=module go=1.18 module=example.com/me patches=drop"
mkmod example.com/dep1 v1.0.0
cached example.com/dep1 v1.0.0
file m.go 'package me // import "example.com/me"' "" 'import (' '	_ "example.com/dep1"' '	_ "./lib"' ')'
file lib/lib.go 'package lib'
file vendor/example.com/dep1/lib.go 'package dep1' '' 'const Version = "v1.0.0"'
file Gopkg.lock '[[projects]]' '  name = "example.com/dep1"' '  revision = "v1.0.0"' '  version = "v1.0.0"'
file Dockerfile 'FROM golang:1.22' 'WORKDIR /src' 'COPY Gopkg.lock ./' \
	'RUN dep ensure -vendor-only' 'COPY . .' 'RUN go build ./...'
file Makefile 'deps:' '	dep ensure'
git_commit
after() {
	passes "$GO" build -mod=vendor ./...
	passes git diff --quiet -- Gopkg.lock Dockerfile Makefile
}
