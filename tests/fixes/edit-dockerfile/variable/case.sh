# One of several in an ENV that goes on.
CHECK=docker-env-differs
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file Dockerfile "FROM golang:1.24" "ENV CGO_ENABLED=0 \\" "    GO111MODULE=off GOOS=linux" "COPY . /src" "RUN cd /src && go build"
