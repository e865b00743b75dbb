# With ./... the step passes, and builds nothing.
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
file Dockerfile "FROM golang:1.24" "WORKDIR /app" "COPY go.mod ./" "RUN go build ./..." \
	"COPY . ."
ORACLE="oldest newest"
oracle() {
	mkdir -p "$T/image"
	cp go.mod "$T/image"
	cd "$T/image" || exit
	passes "$GO" build ./...
}
