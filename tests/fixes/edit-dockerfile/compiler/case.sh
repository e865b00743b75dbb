# A line before the RUN that builds.
CHECK=docker-cgo
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "// int one(void) { return 1; }" 'import "C"' "" "func main() { _ = C.one() }"
file Dockerfile "FROM golang:1.24-alpine" "WORKDIR /src" "COPY . ." "# the program" "RUN go build -o /app"
