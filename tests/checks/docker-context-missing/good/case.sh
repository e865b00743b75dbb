# Taken back by a later line, in any order that ends so; by folder; what the build
# does not need; a vendor/ that is left out on purpose; a context that is not sure.
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep1 v1.0.0"
file m.go "package m" "" 'import _ "example.com/dep1"'
mkmod example.com/dep1 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file cmd/app/main.go "package main" "" "func main() {}"
file docs/x.md "x"
file .dockerignore "  *  " "!go.mod" "*.sum" "! go.sum" "!**/*.go" "!cmd" "app" "docs" "# go.mod" "/testdata/"
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod go.sum ./" "RUN go mod download" \
	"COPY . ." "RUN go build ./cmd/app"
# The same names lie in two folders that could be the context.
file svc/go.mod "module example.com/svc" "" "go 1.18"
file svc/m.go "package svc"
file svc/.dockerignore "go.mod"
file svc/deploy/Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod ./" "COPY *.go ./" "RUN go build"
oracle() {
	rm -rf "$T/image"
	mkdir -p "$T/image/cmd"
	cp go.mod go.sum m.go "$T/image"
	cp -r cmd/app "$T/image/cmd"
	cd "$T/image" || exit
	passes env GOFLAGS=-modcacherw "$GO" build ./...
}
