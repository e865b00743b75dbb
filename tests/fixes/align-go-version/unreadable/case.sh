# An image that cannot read the go line.
CHECK=go-line-unreadable
file go.mod "module example.com/m" "" "go 1.21.0"
file m.go "package m"
file Dockerfile "FROM golang:1.20" "COPY . ." "RUN go build"
