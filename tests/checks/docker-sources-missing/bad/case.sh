# The article's own Dockerfile: go.mod and go.sum, and then go build.
file go.mod "module example.com/m" "" "go 1.18"
file go.sum
file main.go "package main" "" "func main() {}"
file Dockerfile "FROM golang:1.24" "WORKDIR /app" "COPY go.mod go.sum ./" \
	"RUN go build -o server"
ORACLE="oldest newest"
oracle() {
	mkdir -p "$T/image"
	cp go.mod "$T/image"
	cd "$T/image" || exit
	fails "no Go files in" "$GO" build -o server
}
