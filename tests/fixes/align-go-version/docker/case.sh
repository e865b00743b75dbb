# A patch release, a variant that the new line has no image of, and one that is
# pinned by its hash.
# A long case: ./dev long.
CHECK=docker-go-too-old
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file Dockerfile "# build" "FROM  golang:1.22.3-alpine3.18  AS build" \
	"COPY . ." "RUN go build"
file old/Dockerfile "FROM golang:1.22@sha256:00" "COPY . ." "RUN make"
ORACLE="1.22 1.24"
before() {
	since 1.24 || fails "requires go >= 1.24" "$GO" list -m
}
