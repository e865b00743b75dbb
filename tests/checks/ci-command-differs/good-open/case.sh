# What cannot be followed may be the target that the Makefile has for people:
# by the one that needs it, by a name that the run makes, by a script.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  all:
    runs-on: ubuntu-latest
    steps:
      - run: make all FLAGS=-v
  test:
    runs-on: ubuntu-latest
    steps:
      - run: go test -tags slow ./...
X
cat >Makefile <<'X'
test:
	go test $(FLAGS) ./...
all: ready
ready: test
X
oracle() {
	prints "go test -v ./..." make -n all FLAGS=-v
}
