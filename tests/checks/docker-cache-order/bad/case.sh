# The layer with the modules stands on the sources.
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep1 v1.0.0"
file m.go "package m" "" 'import _ "example.com/dep1"'
mkmod example.com/dep1 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY . ." "RUN go mod download" "RUN go build ./..."
ORACLE="oldest newest"
oracle() {
	# go.mod and go.sum are all that the download reads.
	rm -rf "$T/image"
	mkdir -p "$T/image"
	cp go.mod go.sum "$T/image"
	cd "$T/image" || exit
	passes env GOFLAGS=-modcacherw GOMODCACHE="$T/mod$REL" "$GO" mod download
	[ -d "$T/mod$REL/example.com/dep1@v1.0.0" ] || : >"$T/disagrees"
}
