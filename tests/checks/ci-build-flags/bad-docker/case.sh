# The commands of a Dockerfile, by the Go of its image; -a does no harm there.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file Dockerfile "FROM golang:1.22" "WORKDIR /src" "COPY . ." \
	"RUN go mod download --no-sumdb" \
	"RUN set -e; \\" "  go build -i ./..." \
	"FROM golang:1.22" "WORKDIR /src" "COPY . ." "RUN go build -a ./..." \
	"FROM golang:1.19" "WORKDIR /src" "COPY . ." "RUN go build -i -v ./..."
ORACLE="1.22"
oracle() {
	fails "flag provided but not defined: -no-sumdb" "$GO" mod download --no-sumdb
	fails "flag provided but not defined: -i" "$GO" build -i ./...
	passes "$GO" build -a ./...
}
