# From "get" to the path, over a line's end; the rest of the RUN and the comment
# stay, and so does another get.
# A long case: ./dev long.
CHECK=ci-go-get
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file Dockerfile "FROM golang:1.24" "RUN --mount=type=cache,target=/root/.cache  GO111MODULE=on go get -u \\" \
	"# the linter" "    golang.org/x/lint/golint && \\" "    go get -d example.com/x  # later" "COPY . ."
before() {
	cd "$T" || exit
	fails "no longer supported outside a module" env GOFLAGS= "$GO" get golang.org/x/lint/golint
}
