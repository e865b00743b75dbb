# Twice the same folders, before the checkout, a key of no file, a key that stays,
# one key for several releases, a folder that go does not use in that image.
module_with_dep1 1.20 v1.0.0
file go.sum "example.com/dep1 v1.0.0 h1:x" "example.com/dep1 v1.0.0/go.mod h1:x"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  twice:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - uses: actions/cache@v4
        with:
          path: |
            ~/go/pkg/mod
            ~/.cache/go-build
          key: go-${{ hashFiles('**/go.sum') }}
      - run: go build ./...
  early:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - uses: actions/checkout@v4
      - run: go build ./...
  dead:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with: {go-version: '1.24', cache-dependency-path: src/go.sum}
      - run: go build ./...
  keys:
    runs-on: ubuntu-latest
    strategy: {matrix: {go: ['1.23', '1.24']}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with: {go-version: "${{ matrix.go }}", cache: false}
      - uses: actions/cache@v4
        with: {path: ~/go/pkg/mod, key: go-modules}
      - uses: actions/cache@v4
        with:
          path: ~/.cache/go-build
          key: ${{ runner.os }}-${{ hashFiles('go.sum') }}
      - run: go build ./...
  image:
    runs-on: ubuntu-latest
    container: golang:1.24
    steps:
      - uses: actions/checkout@v4
      - uses: actions/cache@v4
        with:
          path: ~/go/pkg/mod
          key: x-${{ hashFiles('go.sum') }}
      - run: go build ./...
X
oracle() {
	[ "$(env GOPATH=/go GOMODCACHE= "$GO" env GOMODCACHE)" = /go/pkg/mod ] || : >"$T/disagrees"
}
