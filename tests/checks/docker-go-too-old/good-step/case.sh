# Steps whose container needs no module, may switch, or is new enough.
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
      - uses: docker://golang:1.22
        with: {entrypoint: /bin/sh, args: -c "go version"}
      - uses: docker://golang:1.22
        env: {GOTOOLCHAIN: auto}
        with: {args: go test ./...}
      - uses: docker://golang:1.24-alpine
        with: {args: go test ./...}
      - uses: docker://golang:1.21
X
ORACLE=1.24
oracle() {
	passes "$GO" test ./...
}
