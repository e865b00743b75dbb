# Before the go command, in a line that goes on.
# A long case: ./dev long.
CHECK=docker-cgo
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" 'import _ "net/http"' "" "func main() {}"
file Dockerfile "FROM golang:1.24 AS build" "WORKDIR /src" "COPY . ." "RUN go version && \\" \
	"    go build -o /app ." "FROM scratch" "COPY --from=build /app /app"
