# A module that requires nothing has no go.sum, and needs none.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod *.go ./" "RUN go build"
ORACLE="oldest newest"
oracle() {
	passes "$GO" build ./...
}
