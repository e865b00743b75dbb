# Alone in its ENV: the line goes.
# A long case: ./dev long.
CHECK=docker-env-differs
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file Dockerfile "FROM golang:1.24" "ENV GO111MODULE=off" "COPY . /src" "RUN cd /src && go build"
