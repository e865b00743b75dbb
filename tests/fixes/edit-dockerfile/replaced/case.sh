# A folder that go.mod replaces a module by: its go.mod is enough for the download.
# A long case: ./dev long.
CHECK=docker-sources-missing
file lib/go.mod "module example.com/lib" "" "go 1.18"
file lib/l.go "package lib"
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/lib v0.0.0" "" \
	"replace example.com/lib => ./lib"
file m.go "package m" "" 'import _ "example.com/lib"'
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod ./" "RUN go mod download" "COPY . ." \
	"RUN go build ./..."
