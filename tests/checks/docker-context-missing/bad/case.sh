# A pattern hides go.sum; the context has no go.sum, and docker stops at COPY.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep1 v1.0.0"
file m.go "package m" "" 'import _ "example.com/dep1"'
mkmod example.com/dep1 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file .dockerignore "# not for the image" "*.md" "*.sum  "
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod go.sum ./" "RUN go mod download" \
	"COPY . ." "RUN go build ./..."
ORACLE="oldest newest"
oracle() {
	rm -rf "$T/image"
	mkdir -p "$T/image"
	cp go.mod m.go "$T/image"
	cd "$T/image" || exit
	fails "missing go.sum entry" "$GO" build ./...
	cp "$T/repo/go.sum" .
	passes env GOFLAGS=-modcacherw "$GO" build ./...
}
