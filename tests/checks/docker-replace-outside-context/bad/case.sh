# The context is the repository; the folder lies beside it.
file "$T/shared/go.mod" "module example.com/shared" "" "go 1.18"
file "$T/shared/s.go" "package shared"
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/shared v0.0.0" "" \
	"replace example.com/shared => ../shared"
file m.go "package m" "" 'import _ "example.com/shared"'
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY . ." "RUN go build ./..."
ORACLE="oldest newest"
oracle() {
	passes "$GO" build ./...
	rm -rf "$T/in/image"
	mkdir -p "$T/in/image"
	cp go.mod m.go "$T/in/image"
	cd "$T/in/image" || exit
	fails "replacement directory ../shared does not exist" "$GO" build ./...
	fails "reading ../shared/go.mod" "$GO" mod download
}
