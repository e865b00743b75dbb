# Steps that are a container: what args run in the module stops there, by a shell
# or without one; make may.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker://golang:1.22-alpine
        with: {args: go test ./...}
      - uses: docker://golang:1.23
        with:
          entrypoint: /bin/sh
          args: -ec "cd . && go build ./..."
      - uses: docker://golang:1.21.13
        with: {args: make all}
X
ORACLE="1.22 1.23"
oracle() {
	fails "requires go >= 1.24" "$GO" test ./...
}
