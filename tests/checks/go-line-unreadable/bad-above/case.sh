# Beside the sources of one program, and built from above: it names its folder.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24.0"
mkdir -p cmd/app
file cmd/app/main.go "package main" "" "func main() {}"
file cmd/app/Dockerfile "FROM golang:1.20" "WORKDIR /src" "COPY go.mod ." \
	"RUN go mod download" "COPY . ." "RUN go build -o /bin/app ./cmd/app"
ORACLE=1.20
oracle() {
	fails "invalid go version '1.24.0'" "$GO" build ./cmd/app
}
