# The download is a layer of its own, and go.mod replaces a module by a folder.
file lib/go.mod "module example.com/lib" "" "go 1.18"
file lib/l.go "package lib"
file other/go.mod "module example.com/other" "" "go 1.18"
file other/o.go "package other"
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/lib v0.0.0" "" \
	"replace (" "	example.com/lib => ./lib" "	example.com/other => ./other" ")"
file m.go "package m" "" 'import _ "example.com/lib"'
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod go.sum* ./" "RUN go mod download" \
	"COPY . ." "RUN go build ./..."
ORACLE="oldest newest"
oracle() {
	rm -rf "$T/image"
	mkdir -p "$T/image"
	cp go.mod "$T/image"
	cd "$T/image" || exit
	fails "reading lib/go.mod" "$GO" mod download
}
