# From 1.22 on it warns and builds.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
file Dockerfile "FROM golang:1.24 AS build" "COPY go.mod main.go ./" "RUN go build -o /app"
ORACLE="1.24"
oracle() {
	GOPATH=$PWD passes "$GO" build -o "$T/app"
}
