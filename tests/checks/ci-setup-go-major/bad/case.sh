# Majors that do not do the same, a variable that v6 overrides, a toolchain line
# that v5 does not read, a file that v2 does not know.
file go.mod "module example.com/m" "" "go 1.21" "" "toolchain go1.24.4"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  five:
    steps:
      - uses: actions/setup-go@v5
        with: {go-version-file: go.mod}
      - run: go build ./...
  six:
    env: {GOTOOLCHAIN: auto}
    steps:
      - uses: actions/setup-go@v6
        with: {go-version-file: go.mod}
      - run: go build ./...
  four:
    steps:
      - uses: actions/setup-go@v4
        with: {go-version: '1.24'}
      - run: go build ./...
  two:
    steps:
      - uses: actions/setup-go@v2
        with: {go-version-file: go.mod}
      - run: go build ./...
X
