# Sources that are read-only, and the caches of go in them.
file go.mod "module example.com/m" "" "go 1.20" "require example.com/dep v1.0.0"
file main.go "package main" 'import _ "example.com/dep"' "func main() {}"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X1'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: docker run --rm -v "$PWD":/workspace:ro -w /workspace -e GOCACHE=/workspace/.cache golang:1.24-alpine go vet ./...
      - run: docker run --rm -v "$PWD":/workspace:ro -w /workspace -e GOPATH=/workspace/.gopath golang:1.24-alpine go build -o /tmp/x .
      - run: |
          docker run -v $(pwd):/workspace:ro -w /workspace golang:1.22-alpine \
            sh -c 'GOMODCACHE=/workspace/.mod go test -race ./...'
X1
oracle() {
	rm -rf "$T/ro" "$T/proxy"
	mkdir -p "$T/ro" "$T/proxy/example.com/dep/@v" && cp go.mod main.go "$T/ro"
	p=$T/proxy/example.com/dep/@v
	echo '{"Version":"v1.0.0"}' >"$p/v1.0.0.info"
	echo 'module example.com/dep' >"$p/v1.0.0.mod"
	run="unshare -m env GOPROXY=file://$T/proxy GOSUMDB=off GOFLAGS=-mod=mod"
	ro="mount --bind $T/ro $T/ro && mount -o remount,ro,bind $T/ro && cd $T/ro"
	unshare -m sh -c "$ro" 2>/dev/null || return 0
	fails "could not create module cache: mkdir $T/ro/.gopath" $run GOMODCACHE= GOPATH="$T/ro/.gopath" sh -c "$ro && '$GO' build -o $T/x ."
	fails "could not create module cache: mkdir $T/ro/.mod" $run GOMODCACHE="$T/ro/.mod" sh -c "$ro && '$GO' test ./..."
	printf 'module example.com/m\n\ngo 1.18\n' >"$T/ro/go.mod"
	printf 'package main\n\nfunc main() {}\n' >"$T/ro/main.go"
	fails "failed to initialize build cache at $T/ro/.cache" $run GOFLAGS= GOCACHE="$T/ro/.cache" sh -c "$ro && '$GO' vet ."
}
