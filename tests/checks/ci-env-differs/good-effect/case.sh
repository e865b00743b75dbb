# Set otherwise than here, and the same comes of it: no C in any package, and
# what is built is only tested; -mod=vendor with a vendor/ that go takes; a
# toolchain that is new enough; flags in another order; module mode as go has it.
file go.mod "module example.com/m" "" "go 1.22.0" "" "toolchain go1.23.1"
mkdir -p .github/workflows vendor
file vendor/modules.txt
file m.go "package main" "" 'import "net/http"' "" 'func main() { _ = http.DefaultClient }'
cat >.github/workflows/ci.yml <<'X'
on: push
env: {CGO_ENABLED: 0, GOFLAGS: "--tags=b -trimpath -mod=vendor", GOTOOLCHAIN: local, GO111MODULE: on, GOWORK: off}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: go test ./...
  cross:
    runs-on: ubuntu-latest
    env: {GOOS: windows}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: go build .
X
export GOFLAGS="-trimpath  -tags=b" CGO_ENABLED=1 GOTOOLCHAIN=auto
ORACLE="1.24"
oracle() {
	prints m.go env GOTOOLCHAIN=local GOFLAGS= "$GO" list -f '{{range .GoFiles}}{{.}}{{end}}' .
	prints m.go env GOTOOLCHAIN=local GOFLAGS=-mod=vendor CGO_ENABLED=0 "$GO" list -f '{{range .GoFiles}}{{.}}{{end}}' .
}
