# An old image that may switch, one that builds what it fetches, one that only
# installs a tool, and a matrix that has the new one as well, and may switch.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file Dockerfile "FROM golang:1.22" "ENV GOTOOLCHAIN=auto" "COPY . ." \
	"RUN go build" "FROM golang:1.22" \
	"RUN git clone https://example.com/x && cd x && go build" \
	"FROM golang:1.22" "COPY x /x" "RUN go install example.com/x@latest"
# A sample whose folder is its whole context: no go.mod gets there.
file samples/hello/main.go "package main" "" "func main() {}"
file samples/hello/Dockerfile "FROM golang:1.15" "COPY . ." "RUN go build -o x ."
file .gitlab-ci.yml "test:" "  variables: {GOTOOLCHAIN: auto}" \
	"  image: golang:\$GO" "  parallel:" \
	"    matrix: [{GO: ['1.22', '1.24']}]" "  script: go test ./..."
ORACLE="newest"
oracle() {
	passes "$GO" build ./...
}
