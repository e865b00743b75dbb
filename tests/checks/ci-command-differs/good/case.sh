# One of several jobs does it as the Makefile does; one runs make; a matrix
# decides; another subset, other packages, another folder; a build for another
# system by hand, a page of another kind; what is not known; what go does by
# itself.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
file sub/go.mod "module example.com/sub" "" "go 1.20"
file sub/m.go "package sub"
mkdir -p .github/workflows cmd/a
file cmd/a/main.go "package main" "func main() {}"
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: go test ./...
  race:
    runs-on: ubuntu-latest
    steps:
      - run: go test -race ./...
      - run: go test -race -run TestSlow ./...
      - run: cd sub && go test -tags slow ./...
  build:
    strategy:
      matrix: {goos: [linux, windows]}
    runs-on: ubuntu-latest
    env: {GOOS: "${{ matrix.goos }}"}
    steps:
      - run: go build ./...
      - run: go build -tags extra ./cmd/a
      - run: GOOS=linux GOARCH=amd64 CGO_ENABLED=1 go vet -mod=readonly ./...
X
cat >Makefile <<'X'
test:
	go test -count=1 ./...
build:
	go build -trimpath ./...
	go build -trimpath .
build-windows:
	GOOS=windows go build -tags extra ./cmd/a
lint:
	go vet ./...
X
file README-wasm.md '```sh' 'go build -tags wasm ./cmd/a' '```'
ORACLE=
