# What builds it elsewhere, or by a word, is of dep's and glide's time: the lines
# that come to one thing in a module are mended, every other byte stays.
# A long case: ./dev long.
CHECK=gopath-project
export GOPATH=$T/gp GOFLAGS=-buildvcs=false
STATE=$T/gp
ROOT=$T/gp/src/example.com/me
mkdir -p "$ROOT"
UNDO=$ROOT/.git/gomend
cd "$ROOT" || exit 1
CWD=$ROOT
file m.go 'package main' "" 'import (' '	"example.com/dep"' '	"example.com/me/lib"' ')' "" \
	'func main() { println(dep.V, lib.V) }'
file lib/lib.go 'package lib' "" 'const V = "lib"'
mkmod example.com/dep v1.0.0 'dep.go=package dep

const V = "dep"'
cached example.com/dep v1.0.0
mkdir -p "$HOME/go"
export GOMODCACHE=$HOME/go/pkg/mod
file ../dep/dep.go 'package dep' "" 'const V = "dep"'
file Gopkg.lock '[[projects]]' '  name = "example.com/dep"' '  revision = "v1.0.0"' '  version = "v1.0.0"'
file Gopkg.toml '[[constraint]]' '  name = "example.com/dep"' '  version = "1.0.0"'
file Dockerfile 'FROM golang:1.22 AS build' \
	'WORKDIR /go/src/example.com/me' \
	'RUN curl https://raw.githubusercontent.com/golang/dep/master/install.sh | sh' \
	'COPY Gopkg.toml Gopkg.lock ./' \
	'RUN dep ensure -vendor-only # as it was pinned' \
	'COPY . .' \
	'ENV GO111MODULE=off CGO_ENABLED=0' \
	'RUN go build -o /app .' \
	'FROM scratch' 'COPY --from=build /app /app'
file .travis.yml 'language: go' 'go:' '  - 1.9.x' '  - 1.22.x' \
	'go_import_path: example.com/me' 'env:' '  - GO111MODULE=off CGO_ENABLED=0' \
	'before_install:' '  - go get -u github.com/golang/dep/cmd/dep' \
	'  - go get golang.org/x/lint/golint' \
	'install: dep ensure -v' 'script:' \
	'  - go test $(go list ./... | grep -v vendor)' '  - "godep go vet ./..."'
file .circleci/config.yml 'version: 2' 'jobs:' '  build:' \
	'    working_directory: /go/src/example.com/me' '    docker:' \
	'      - image: circleci/golang:1.10' '    steps:' '      - checkout' \
	'      - restore_cache:' '          key: v1-{{ checksum "Gopkg.lock" }}' \
	'      - run:' '          name: dep ensure' '          command: |' \
	'            go get github.com/golang/dep/cmd/dep' '            dep ensure' \
	'            go get -d -t ./...'
# shellcheck disable=SC2016 # make's variables
file Makefile 'PKGS := $(shell glide novendor)' '' 'export GO111MODULE := off' '' \
	'deps:' '	@which dep >/dev/null || go get github.com/golang/dep/cmd/dep' \
	'	dep ensure' '' 'test:' '	godep go test $(PKGS) # dep ensure' '' \
	'link:' '	ln -s $(CURDIR) $(GOPATH)/src/example.com/me' '' \
	'proto:' '	protoc -I$(GOPATH)/src -I. x.proto' \
	'	cd $(GOPATH)/src/example.com/other && git pull'
file script/build '#!/bin/sh' 'set -e' 'dep ensure && godep go build -o "$1" .' \
	'exit 0'
chmod +x script/build
git_commit
cp -R "$ROOT" "$T/was"
before() {
	GO111MODULE=off passes "$GO" build ./...
	# make as it stands turns modules off, and godep is not there.
	fails "godep" make test
}
after() {
	passes "$GO" build ./...
	passes make test
	# deps: the tool is not asked for any more.
	GOPROXY=off passes make deps
	GOPROXY=off passes ./script/build "$T/built"
	for f in Dockerfile .travis.yml .circleci/config.yml Makefile script/build; do
		if grep -n -E 'dep ensure( |$)|godep|glide|=off|:= off|dep/cmd/dep' "$f" |
			grep -v -E '# dep ensure|name: dep ensure'; then
			echo "$f still has it"
			: >"$T/disagrees"
		fi
	done
}
