# The same line, a matrix that has it, images without a version or of others; an
# image alone; GitLab, where a job has one.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  same:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24.1'}
      - uses: docker://golang:1.24-alpine
      - run: go vet ./... && docker run golang:1.24 go version
      - run: docker run golang go version
      - run: docker run -e IMAGE=golang:1.20 other/image go version
  matrix:
    runs-on: ubuntu-latest
    strategy: {matrix: {go: ['1.22', '1.24']}}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: "${{ matrix.go }}"}
      - run: go vet ./... && docker run golang:1.23 go version
  unknown:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: "${{ inputs.go }}"}
      - run: go vet ./... && docker run golang:1.20 go version
  alone:
    runs-on: ubuntu-latest
    container: golang:1.22
    steps:
      - run: go build ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  script: [go build ./...]
X
