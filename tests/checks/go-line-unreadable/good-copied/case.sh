# A project that was copied in without its go.mod: its Dockerfile names one, and
# nothing says that the go.mod above is what it means.
file go.mod "module example.com/m" "" "go 1.24.0"
file main.go "package main" "" "func main() {}"
mkdir -p vendored/lib
file vendored/lib/lib.go "package lib"
file vendored/lib/Dockerfile "FROM golang:1.13" "WORKDIR /src" "COPY go.mod ." \
	"RUN go mod download" "COPY . ." "RUN go build -o /bin/lib *.go"
ORACLE=1.24
oracle() {
	passes "$GO" list .
}
