# local passes the toolchain line by, and this machine follows it; a job of a
# release that it names.
file go.mod "module example.com/m" "" "go 1.22.0" "" "toolchain go1.24.4"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    env: {GOTOOLCHAIN: local}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.23'}
      - run: go test ./...
  named:
    runs-on: ubuntu-latest
    env: {GOTOOLCHAIN: go1.22.3}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: go test ./...
X
export GOTOOLCHAIN=auto
