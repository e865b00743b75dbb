# With lines=list, and the lock kept, no file is changed: they are told. vendor/
# of before modules is written anew.
# A long case: ./dev long.
CHECK=gopath-project
SET="lines=list lock=keep"
file m.go 'package m // import "example.com/me"'
file Gopkg.lock '[[projects]]' '  name = "example.com/gone"' '  revision = "v1.0.0"'
# shellcheck disable=SC2016 # make's variables
file Makefile 'export GOPATH := $(CURDIR)' '' 'deps: Gopkg.lock' '	dep ensure' '	glide up' \
	'	go get -u ./...'
file Dockerfile 'FROM golang:1.9' 'ADD . /go/src/example.com/me' 'WORKDIR /go/src/example.com/me' \
	'RUN dep status && go get github.com/golang/dep/cmd/dep' 'RUN go build ./...'
git_commit
after() {
	passes "$GO" build ./...
	# What is told of GOPATH in the folder of go.mod.
	case $("$GO" env GOVERSION) in
	go1.1[89]* | go1.2[01] | go1.2[01].*)
		GOPATH=$PWD fails "exists but should not" "$GO" list -m ;;
	*) GOPATH=$PWD passes "$GO" list -m ;;
	esac
	# And of go get in a module: nothing is installed.
	rm -rf "$T/try" "$T/bin"
	mkdir -p "$T/try/cmd/x" "$T/bin"
	cp m.go go.mod "$T/try"
	(
		cd "$T/try" || exit 1
		file cmd/x/x.go 'package main' '' 'func main() {}'
		GOBIN=$T/bin passes "$GO" get ./...
		[ ! -e "$T/bin/x" ] || : >"$T/disagrees"
		GOBIN=$T/bin passes "$GO" install ./...
		[ -e "$T/bin/x" ] || : >"$T/disagrees"
	)
	# go mod download needs a go.mod.
	mkdir -p "$T/empty"
	cd "$T/empty" || exit 1
	fails "no modules specified" "$GO" mod download
	cd "$ROOT" || exit 1
	# With GO111MODULE=off go.mod is not read.
	[ -z "$(GO111MODULE=off "$GO" env GOMOD)" ] || : >"$T/disagrees"
}
