# COPY leaves go.sum out; the other stage what no build needs.
module_with_dep1 1.20 v1.0.0
file go.sum "example.com/dep1 v1.0.0 h1:x" "example.com/dep1 v1.0.0/go.mod h1:x"
file Dockerfile "# syntax=docker/dockerfile:1.19" "FROM golang:1.24" "WORKDIR /src" \
	"COPY --exclude=go.sum . ." "RUN go build ./..." \
	"FROM golang:1.24" "WORKDIR /src" \
	"COPY --exclude=*.md --exclude=sub/go.sum . ." "RUN go build ./..."
ORACLE="1.20 newest"
oracle() {
	rm -f go.sum
	fails "missing go.sum entry" "$GO" build ./...
}
