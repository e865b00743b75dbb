# go.mod and go.sum alone, and then go build.
# A long case: ./dev long.
CHECK=docker-sources-missing
file go.mod "module example.com/m" "" "go 1.18"
file go.sum
file main.go "package main" "" "func main() {}"
file Dockerfile "FROM golang:1.24" "WORKDIR /app" "COPY go.mod go.sum ./" "RUN go build -o server"
