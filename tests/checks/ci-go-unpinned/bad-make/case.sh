# go by way of make, in all legs of a matrix, and of a script; a linter is no Go.
file sub/go.mod "module example.com/m" "" "go 1.20"
file sub/m.go "package m"
mkdir -p .github/workflows scripts
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  make:
    strategy:
      matrix:
        os: [ubuntu-latest, ubuntu-22.04]
    runs-on: ${{ matrix.os }}
    steps:
      - uses: actions/checkout@v4
      - run: make test
  script:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: scripts/build.sh
X
cat >Makefile <<'X'
GO ?= go
test: vet
	cd sub && $(GO) test ./...
vet:
	golangci-lint version
X
cat >scripts/build.sh <<'X'
#!/bin/sh
cd sub
go build ./...
X
