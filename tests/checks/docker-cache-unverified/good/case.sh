# Verified in the step that has the cache; only build results are kept; vendor/; after the download.
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep1 v1.0.0"
file m.go "package m" "" 'import _ "example.com/dep1"'
mkmod example.com/dep1 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file Dockerfile "FROM golang:1.24 AS a" "WORKDIR /src" "COPY . ." \
	"RUN --mount=type=cache,target=/go/pkg/mod go mod verify && go build ./..." \
	"FROM golang:1.24 AS b" "WORKDIR /src" "COPY go.mod go.sum ./" \
	"RUN --mount=type=cache,target=/go/pkg/mod go mod download && go mod verify" "COPY . ." \
	"RUN --mount=type=cache,target=/go/pkg/mod go build ./..." \
	"FROM golang:1.24 AS c" "WORKDIR /src" "COPY . ." \
	"RUN --mount=type=cache,target=/root/.cache/go-build go build ./..." \
	"FROM golang:1.24 AS d" "WORKDIR /src" "COPY go.mod go.sum ./" "RUN go mod download && go mod verify" \
	"FROM golang:1.24 AS e" "WORKDIR /src" "COPY go.mod go.sum ./" "RUN go mod download" "RUN go mod verify"
