# Each in its own way: no go.mod is read, go.mod may be changed, the workspace is off, a
# sum that go.sum lacks is believed; tags are advice.
export GOSUMDB=sum.golang.org
file go.work "go 1.18" "" "use ." "use ./near"
file near/go.mod "module example.com/near" "" "go 1.18"
file near/near.go "package near"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" 'import _ "example.com/near"'
file Dockerfile "FROM golang:1.24 AS a" "ENV GO111MODULE=off" "WORKDIR /src" "COPY . ." "RUN go build ./..." \
	"FROM golang:1.24 AS b" "ARG GOFLAGS=-mod=mod" "COPY . /src" "WORKDIR /src" "RUN go build ./..." \
	"FROM golang:1.24 AS c" "WORKDIR /src" "COPY . ." "RUN GOWORK=off go build ./..." \
	"FROM golang:1.24 AS d" "ENV GOPROXY=direct \\" "    GOSUMDB=off" "WORKDIR /src" "COPY . ." "RUN go build ./..."
ORACLE="1.22 newest"
oracle() {
	passes "$GO" build .
	fails "GO111MODULE=off" env GO111MODULE=off "$GO" list -m
	fails "example.com/near" env GOWORK=off "$GO" build .
	fails "may only be set to readonly" env GOFLAGS=-mod=mod "$GO" build .
}
