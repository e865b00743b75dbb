# What the job gives to make is put in instead; a target that it does not make;
# what is not known.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.22'}
      - run: make FLAGS=-v build
      - run: make test
        env: {MORE: -v}
      - run: make no-such-target
      - run: ${{ matrix.make }} unused
X
cat >Makefile <<'X'
FLAGS = -i
MORE ?= -i
build:
	go build $(FLAGS) ./...
test:
	go build $(MORE) $(shell ./flags) ./...
X
