# The job runs make and a script, and these run go: by another target, another
# make, a folder; and what no job makes, by this shell.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows scripts sub
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.22'}
      - run: make -j4 all
      - run: cd sub && make
      - run: ./scripts/ci.sh
X
cat >Makefile <<'X'
GO ?= go
FLAGS = -i
all: build
build:
	$(GO) build $(FLAGS) ./...
unused:
	$(GO) build --no-sumdb ./...
X
printf 'test:\n\tgo build \\\n\t\t--no-such ./...\n' >sub/Makefile
file sub/go.mod "module example.com/sub" "" "go 1.20"
file scripts/ci.sh "#!/bin/sh" "go install -a ./..."
oracle() {
	cd "$T" || return
	! since 1.22 || fails "flag provided but not defined: -i" env GOFLAGS= "$GO" build -i ./...
}
