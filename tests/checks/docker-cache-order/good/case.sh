# Fetched first; a cache mount; no download of its own; nothing to fetch.
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep1 v1.0.0"
file m.go "package m" "" 'import _ "example.com/dep1"'
mkmod example.com/dep1 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file Dockerfile "FROM golang:1.24 AS a" "WORKDIR /src" "COPY go.mod go.sum ./" "RUN go mod download" \
	"COPY . ." "RUN go mod download && go build ./..." \
	"FROM golang:1.24 AS b" "WORKDIR /src" "COPY . ." \
	"RUN --mount=type=cache,target=/go/pkg/mod go mod download && go mod verify && go build ./..." \
	"FROM golang:1.24 AS c" "WORKDIR /src" "COPY . ." "RUN go build ./..."
