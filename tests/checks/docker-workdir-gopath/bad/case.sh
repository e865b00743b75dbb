# go.mod in the root of GOPATH: up to 1.21 go stops.
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
file Dockerfile "FROM golang:1.21-alpine" "COPY . ." "RUN go build -o /app"
ORACLE="1.19 1.21"
oracle() {
	GOPATH=$PWD fails "\$GOPATH/go.mod exists but should not" "$GO" build -o "$T/app"
}
