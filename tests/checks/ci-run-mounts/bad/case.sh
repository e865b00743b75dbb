# A /tmp that runs nothing, a work tree that cannot be written, a user without a
# home, sources of another user.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "func main() {}"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: docker run --rm --tmpfs /tmp:size=1g -v "$PWD:/src" -w /src golang:1.24-alpine go test -race ./...
      - run: |
          docker run --rm -v $(pwd):/src:ro -w /src golang:1.24-alpine \
            sh -c 'go vet ./... && go build'
      - run: docker run --rm -u $(id -u):$(id -g) -v $PWD:/src -w /src golang:1.24 go test ./...
      - run: docker run --rm -v ${{ github.workspace }}:/src -w /src golang:1.24 go build ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: docker:27
  script:
    - docker run --rm --user=1000 -v "$CI_PROJECT_DIR":/src -w /src golang:1.24 go build -o /tmp/x .
X
oracle() {
	mkdir -p "$T/ro" && cp go.mod main.go "$T/ro"
	unshare -m sh -c "mount --bind $T/ro $T/ro && mount -o remount,ro,bind $T/ro" 2>/dev/null || return 0
	fails "read-only file system" unshare -m sh -c "mount --bind $T/ro $T/ro && mount -o remount,ro,bind $T/ro && cd $T/ro && '$GO' build"
	passes unshare -m sh -c "mount --bind $T/ro $T/ro && mount -o remount,ro,bind $T/ro && cd $T/ro && '$GO' vet ."
}
