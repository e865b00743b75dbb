# A WORKDIR, an absolute folder, a folder below src, another GOPATH, another
# image.
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
file Dockerfile "FROM golang:1.21 AS a" "WORKDIR /src" "COPY . ." "RUN go build" \
	"FROM golang:1.21 AS b" "COPY . /src/" "WORKDIR /src" "RUN go build" \
	"FROM golang:1.21 AS c" "COPY . src/example.com/m/" "WORKDIR src/example.com/m" "RUN go build" \
	"FROM golang:1.21 AS d" "ENV GOPATH=/home/go" "COPY . ." "RUN go build" \
	"FROM registry.example.com/base/golang:1.21 AS e" "COPY . ." "RUN go build" \
	"FROM a AS f" "COPY . ." "RUN go build"
