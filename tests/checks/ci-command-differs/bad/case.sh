# The job looks for data races and the Makefile does not; the page builds with a
# tag, and the job without; a script of the job builds for another system.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "func main() {}"
file x.go "//go:build x" "package main" "func init() { broken }"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    env: {CGO_ENABLED: 1}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.22'}
      - run: go test -v -race -timeout 5m ./...
      - run: |
          go build -o /dev/null .
          GOOS=windows go vet ./...
X
cat >Makefile <<'X'
GO ?= go
FLAGS = -count=1
test:
	CGO_ENABLED=1 $(GO) test $(FLAGS) ./...
lint:
	$(GO) vet -tags= ./...
X
cat >README.md <<'X'
```sh
$ go build -tags x
```
X
oracle() {
	cd "$T/repo" || return
	passes env GOFLAGS= "$GO" build -o /dev/null .
	fails "undefined: broken" env GOFLAGS= "$GO" build -tags x -o /dev/null
}
