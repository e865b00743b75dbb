# What builds it elsewhere, or by a word, assumes GOPATH and the old tools, too.
file main.go "package main" "" 'import _ "example.com/repo/lib"' "" "func main() {}"
file lib/lib.go "package lib"
file Dockerfile 'FROM golang:1.9' 'WORKDIR /go/src/example.com/repo' 'COPY . .' \
	'RUN go build'
file .travis.yml 'language: go' 'install:' '  - dep ensure' '  - go vet ./...'
file wercker.yml 'build:' '  steps:' '    - script:' '        name: dep status' '        code: glide install'
file Makefile 'all:' '	godep go build # dep ensure' '	@echo dep ensure'
file tools/run '#!/bin/sh' 'exec dep status'
file tools/data 'dep status'
file testdata/Makefile 'all:' '	dep ensure'
git_commit
oracle() {
	fails "go.mod file not found" "$GO" list -m all
}
