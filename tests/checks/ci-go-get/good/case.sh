# Requirements, downloads, go install, a Go that still installs, an image that
# nobody knows, a library, a go get that a go install follows.
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
      - run: |
          go get ./...
          go get -d golang.org/x/lint/golint
          go get example.com/lib
          go get -tool example.com/tools/cmd/gen
          go install golang.org/x/lint/golint@latest
          golint ./...
  old:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.15'}
      - run: go get golang.org/x/lint/golint
      - run: golint ./...
X
cat >.github/workflows/gopath.yml <<'X'
on: push
jobs:
  gopath:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.21'}
      - run: GO111MODULE=off go get example.com/tools/lint && lint
X
cat >.gitlab-ci.yml <<'X'
test:
  image: registry.example.com/own
  script:
    - go get golang.org/x/lint/golint
    - golint ./...
cover:
  image: golang:1.22
  before_script:
    - go get github.com/mattn/goveralls
    - go install github.com/mattn/goveralls
  script:
    - goveralls -service gitlab-ci
X
file Dockerfile "FROM golang:1.15" "RUN go get -u github.com/mitchellh/gox" \
	"FROM golang:1.22" "RUN go get github.com/mitchellh/gox" "RUN go install github.com/mitchellh/gox"
ORACLE="1.21 1.22"
# In GOPATH mode go get installs up to 1.21.
oracle() {
	file "$T/gopath/src/example.com/tools/lint/main.go" "package main" "func main() {}"
	cd "$T" || return
	rm -rf "$T/gopath/bin"
	env GOPATH="$T/gopath" GO111MODULE=off GOFLAGS= "$GO" get example.com/tools/lint 2>/dev/null
	if since 1.22; then
		[ ! -e "$T/gopath/bin/lint" ] || : >"$T/disagrees"
	else
		[ -x "$T/gopath/bin/lint" ] || : >"$T/disagrees"
	fi
}
