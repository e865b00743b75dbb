# A container that the Makefile and a script of it start.
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "func main() {}"
mkdir -p .github/workflows hack
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: make test
X
cat >Makefile <<'X'
IMAGE = golang:1.24-alpine
RUN = docker run --rm --tmpfs /tmp -v $(CURDIR):/src -w /src
test:
	$(RUN) $(IMAGE) go test ./...
	hack/vet.sh
X
cat >hack/vet.sh <<'X'
#!/bin/sh
GO=golang:1.24
docker run --rm -u 1000 -v "$PWD:/src" -w /src $GO go vet ./...
X
