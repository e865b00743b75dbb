# The same as here or as go does by itself; a pair of jobs; a matrix; what only
# says where things lie; values that the run alone knows.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
env: {GO111MODULE: on, GOFLAGS: "-mod=readonly -v", GOPROXY: direct, GOWORK: off}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: go test ./...
  release:
    runs-on: ubuntu-latest
    env: {CGO_ENABLED: 0, GOOS: windows, GOEXPERIMENT: "${{ inputs.x }}"}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: go build ./...
  matrix:
    runs-on: ubuntu-latest
    strategy: {matrix: {flags: [-race, -trimpath]}}
    env: {GOFLAGS: "${{ matrix.flags }}"}
    steps:
      - run: go build ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  variables: {GOPATH: $CI_PROJECT_DIR/.go, GOSUMDB: "off"}
  script: [go build ./...]
X
