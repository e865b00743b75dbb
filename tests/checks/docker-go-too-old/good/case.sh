# Images that are new enough, newest, or not known; and a Dockerfile that is a
# test's.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file Dockerfile "ARG V" "FROM golang:1.24" "COPY . ." "RUN go build" \
	"FROM golang:1.24.1-alpine" "COPY . ." "RUN go build" \
	"FROM golang:alpine" "COPY . ." "RUN go build" \
	"FROM golang:1" "COPY . ." "RUN go build" \
	"FROM golang:\$V" "COPY . ." "RUN go build" \
	"FROM node:20" "COPY . ." "RUN go build"
file testdata/Dockerfile "FROM golang:1.22" "COPY . ." "RUN go build"
ORACLE="1.24 newest"
oracle() {
	passes "$GO" build ./...
}
