# A module that needs none; caches beside the sources, in a mount of their own,
# filled by a step before.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "func main() {}"
file sub/go.mod "module example.com/sub" "" "go 1.20" "require example.com/dep v1.0.0"
file sub/x.go "package sub" 'import _ "example.com/dep"'
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X1'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: docker run --rm -v "$PWD":/workspace:ro -w /workspace -e GOPATH=/workspace/.gopath golang:1.24-alpine go build -o /tmp/x .
      - run: docker run --rm -v "$PWD":/workspace:ro -w /workspace -e GOCACHE=/tmp/.cache golang:1.24-alpine go vet ./...
      - run: docker run --rm -v "$PWD":/workspace:ro -v cache:/workspace/.cache -w /workspace -e GOCACHE=/workspace/.cache golang:1.24-alpine go vet ./...
      - run: docker run --rm -v "$PWD":/workspace -w /workspace -e GOCACHE=/workspace/.c golang:1.24-alpine go vet ./...
      - run: docker run --rm -v "$PWD":/workspace:ro -w /workspace -e GOCACHE=/workspace/.cache golang:1.24-alpine go version
  filled:
    runs-on: ubuntu-latest
    steps:
      - run: GOCACHE=$PWD/.gocache go build ./...
      - run: docker run --rm -v "$PWD":/workspace:ro -w /workspace -e GOCACHE=/workspace/.gocache golang:1.24-alpine go vet ./...
X1
oracle() {
	mkdir -p "$T/ro" && cp go.mod main.go "$T/ro"
	ro="mount --bind $T/ro $T/ro && mount -o remount,ro,bind $T/ro && cd $T/ro"
	unshare -m sh -c "$ro" 2>/dev/null || return 0
	passes unshare -m env GOPATH="$T/ro/.gopath" GOMODCACHE= sh -c "$ro && '$GO' build -o $T/x ."
}
