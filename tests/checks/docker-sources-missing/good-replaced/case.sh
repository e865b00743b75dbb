# Its go.mod, or the folder, is there before; another one is not required.
file lib/go.mod "module example.com/lib" "" "go 1.18"
file lib/l.go "package lib"
file other/go.mod "module example.com/other" "" "go 1.18"
file other/o.go "package other"
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/lib v0.0.0" "" \
	"replace (" "	example.com/lib => ./lib" "	example.com/other => ./other" ")"
file m.go "package m" "" 'import _ "example.com/lib"'
file Dockerfile "FROM golang:1.24 AS a" "WORKDIR /src" "COPY go.mod go.sum* ./" \
	"COPY lib/go.mod lib/" "RUN go mod download" "COPY . ." "RUN go build ./..." \
	"FROM golang:1.24 AS b" "WORKDIR /src" "COPY go.mod ./" "COPY lib ./lib" "RUN go mod download"
ORACLE="oldest newest"
oracle() {
	rm -rf "$T/image"
	mkdir -p "$T/image/lib"
	cp go.mod "$T/image"
	cp lib/go.mod "$T/image/lib"
	cd "$T/image" || exit
	passes "$GO" mod download
}
