# Before the command.
# A long case: ./dev long.
CHECK=docker-env-differs
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file Dockerfile "FROM golang:1.24" "COPY . /src" "WORKDIR /src" "RUN CGO_ENABLED=0  GO111MODULE=off go build"
