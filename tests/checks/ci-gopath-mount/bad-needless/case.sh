# Below GOPATH/src: it builds, and it need not be there.
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "func main() {}"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  path:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {path: src/github.com/me/m}
      - run: docker run -v $PWD:/go/src/github.com/me/m -w /go/src/github.com/me/m golang:1.24-alpine go test ./...
X
oracle() {
	mkdir -p "$T/gopath/src/example.com/m" && cp go.mod main.go "$T/gopath/src/example.com/m"
	cd "$T/gopath/src/example.com/m" && passes env GOPATH="$T/gopath" "$GO" vet ./...
}
