# In the repository, and yet not in the context: a service with its own folder; go
# mod download reads it, whoever imports it.
file shared/go.mod "module example.com/shared" "" "go 1.18"
file shared/s.go "package shared"
file svc/go.mod "module example.com/svc" "" "go 1.18" "" "require example.com/shared v0.0.0" "" \
	"replace example.com/shared => ../shared"
file svc/m.go "package svc" "" 'import _ "example.com/shared"'
file svc/Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod ./" "RUN go mod download" \
	"COPY . ." "RUN go build ./..."
ORACLE="oldest newest"
oracle() {
	rm -rf "$T/in/image"
	mkdir -p "$T/in/image"
	cp svc/go.mod "$T/in/image"
	cd "$T/in/image" || exit
	fails "reading ../shared/go.mod" "$GO" mod download
}
