# The image has an older Go than the go line: that is told before, and is no reason
# to put everything back.
# A long case: ./dev long.
CHECK=gopath-project
SET=go=1.21.5
ORACLE=newest
file m.go 'package main // import "example.com/me"' '' 'func main() {}'
file Dockerfile 'FROM golang:1.21.0 AS build' 'WORKDIR /src' 'COPY . .' 'RUN go build -o /app .' \
	'FROM golang:1.22' 'RUN go version' 'FROM golang:latest' 'RUN go version'
git_commit
after() {
	passes "$GO" list -m
}
