# Pure Go, but for net: what the job builds needs no C library, and what is built
# here does.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.20"
mkdir -p .github/workflows
file main.go "package main" "" 'import "net"' "" 'func main() { _, _ = net.LookupHost("localhost") }'
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    env: {CGO_ENABLED: 0}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: go build -o app .
X
export CGO_ENABLED=1
oracle() {
	prints "cgo" env CGO_ENABLED=1 "$GO" list -f '{{.CgoFiles}}' net
	prints "[]" env CGO_ENABLED=0 "$GO" list -f '{{.CgoFiles}}' net
}
