# One cache each, keyed by what is there; folders that go does use; none at all.
module_with_dep1 1.20 v1.0.0
file go.sum "example.com/dep1 v1.0.0 h1:x" "example.com/dep1 v1.0.0/go.mod h1:x"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  own:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with: {go-version: '1.24', cache-dependency-path: '**/*.sum'}
      - uses: actions/cache@v4
        with: {path: ~/.npm, key: npm}
      - run: go build ./...
  by-hand:
    runs-on: ubuntu-latest
    strategy: {matrix: {go: ['1.23', '1.24']}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with: {go-version: "${{ matrix.go }}", cache: false}
      - uses: actions/cache@v4
        with:
          path: |
            ~/go/pkg/mod
            ~/.cache/go-build
          key: ${{ runner.os }}-${{ matrix.go }}-${{ hashFiles('**/go.sum') }}
      - run: go build ./...
  by-day:
    runs-on: macos-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v3
        with: {go-version: '1.24'}
      - uses: actions/cache@v4
        with:
          path: ~/Library/Caches/go-build
          key: ${{ runner.os }}-${{ github.run_id }}
      - run: go build ./...
  image:
    runs-on: ubuntu-latest
    container: golang:1.24
    env: {GOMODCACHE: /tmp/mod}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/cache@v4
        with: {path: ~/go/pkg/mod, key: "x-${{ hashFiles('go.sum') }}"}
      - run: go build ./...
  unknown:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with: {go-version: '1.24', cache: "${{ inputs.cache }}"}
      - uses: actions/cache@v4
        with: {path: ~/go/pkg/mod, key: "x-${{ hashFiles('go.sum', 'other.txt') }}"}
      - run: go build ./...
X
cat >.gitlab-ci.yml <<'X'
variables:
  GOPATH: $CI_PROJECT_DIR/.go
test:
  image: golang:1.24
  cache:
    key: {files: [go.sum]}
    paths:
      - .go/pkg/mod/
      - bin
  script: [go build ./...]
by-script:
  image: golang:1.24
  variables: {GOPATH: /go}
  cache: {paths: [.mod/pkg/mod]}
  before_script:
    - export GOPATH=$PWD/.mod
  script: [go build ./...]
X
