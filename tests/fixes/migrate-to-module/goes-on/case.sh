# A module that has a lock of dep's time and lines that assume GOPATH: both go,
# go.mod stays, and what the lock says otherwise is told, and who still reads it.
CHECK=gopath-legacy-lock
export GOFLAGS=-buildvcs=false GOMODCACHE=$HOME/go/pkg/mod
module_with_dep1 1.18 v1.1.0
cached example.com/dep1 v1.1.0
sums example.com/dep1 v1.1.0 >go.sum
vendor_dep1 v1.1.0
file Gopkg.lock '[[projects]]' '  name = "example.com/dep1"' '  revision = "v1.0.0"' \
	'  version = "v1.0.0"' '[[projects]]' '  name = "example.com/gone"' '  revision = "v1.2.3"'
file Makefile 'deps:' '	dep ensure' '' 'test:' '	godep go vet ./...'
file Dockerfile 'FROM golang:1.22' 'WORKDIR /go/src/example.com/m' 'COPY . .' 'RUN go build ./...'
file build/Dockerfile 'FROM golang:1.22' 'ADD src.tar /src/' 'RUN dep ensure -vendor-only'
git_commit
after() {
	passes "$GO" build -mod=vendor ./...
	passes make test
	passes git diff --quiet -- go.mod go.sum
}
