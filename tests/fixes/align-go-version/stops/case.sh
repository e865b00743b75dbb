# What stops in a matrix leaves it, wherever it stands in the list; what go may
# switch in, and what is new enough, stays.
CHECK=toolchain-download
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'Y'
on: push
jobs:
  last:
    runs-on: ubuntu-latest
    strategy: {matrix: {go: ['1.24', '1.22', '1.23']}}
    steps:
      - uses: actions/setup-go@v6
        with: {go-version: "${{ matrix.go }}"}
      - run: go build ./...
  first:
    runs-on: ubuntu-latest
    strategy: {matrix: {go: [1.21, 1.22, 1.24, 1.23]}}
    steps:
      - uses: actions/setup-go@v6
        with: {go-version: "${{ matrix.go }}"}
      - run: go build ./...
  lines:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        go:
          - '1.23' # the old one
          - '1.24'
    steps:
      - uses: actions/setup-go@v6
        with: {go-version: "${{ matrix.go }}"}
      - run: go build ./...
  auto:
    runs-on: ubuntu-latest
    strategy: {matrix: {go: ['1.23', '1.24']}}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: "${{ matrix.go }}"}
      - run: go build ./...
Y
