# setup-go, and another Go in the container of the job, of a step and of a script;
# the article's own: the runner's go and an image.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  container:
    runs-on: ubuntu-latest
    container: golang:1.23
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: go build ./...
  step:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - uses: docker://golang:1.22-alpine
        with: {args: go test ./...}
  script:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: |
          go vet ./...
          docker run --rm -v $PWD:/src -w /src golang:1.23-alpine go test ./...
  article:
    runs-on: ubuntu-latest
    steps:
      - name: Check host Go
        run: go version
      - name: Run in container (Go 1.22)
        uses: docker://golang:1.22-alpine
        with:
          entrypoint: /bin/sh
          args: -c "go version"
X
