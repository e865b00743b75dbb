# The same by another name: on and unset, readonly, vendor where vendor/ is in effect, a
# flag of the command, what comes after the build, another stage; an ARG nobody knows.
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep1 v1.0.0"
file m.go "package m" "" 'import _ "example.com/dep1"'
vendor_dep1 v1.0.0
sed -i.old 's/^# example.com.dep1$/# example.com\/dep1 v1.0.0/' vendor/modules.txt && rm vendor/modules.txt.old
file Dockerfile "FROM golang:1.24 AS a" "ENV GO111MODULE=on CGO_ENABLED=0 GOOS=linux GOFLAGS=-mod=vendor" "ARG GOWORK" \
	"ENV GOSUMDB=off" "WORKDIR /src" "COPY . ." "RUN GOWORK=off go build ./..." \
	"FROM golang:1.24 AS b" "ENV GOFLAGS=-mod=mod" "WORKDIR /src" "COPY . ." "RUN go build -mod=vendor ./..." \
	"ENV GO111MODULE=off" \
	"FROM alpine:3.22" "ENV GO111MODULE=off"
ORACLE="oldest newest"
oracle() {
	passes "$GO" build ./...
	passes env GOFLAGS=-mod=vendor "$GO" build ./...
}
