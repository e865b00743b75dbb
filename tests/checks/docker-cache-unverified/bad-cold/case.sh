# Nothing was fetched: all modules are "verified", and a wrong go.sum as well.
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep1 v1.0.0"
file m.go "package m" "" 'import _ "example.com/dep1"'
mkmod example.com/dep1 v1.0.0
sums example.com/dep1 v1.0.0 | sed '1s/h1:..../h1:AAAA/' >go.sum
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod go.sum ./" "RUN go mod verify" \
	"COPY . ." "RUN go build ./..."
ORACLE="oldest newest"
oracle() {
	export GOFLAGS=-modcacherw GOMODCACHE="$T/mod$REL"
	prints "all modules verified" "$GO" mod verify
	fails "checksum mismatch" "$GO" mod download
}
