# The old one of a matrix, by an action of the repository: as if setup-go stood
# in the job itself.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24.0"
file m.go "package m"
mkdir -p .github/workflows .github/actions/setup
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-24.04
    strategy:
      matrix:
        go: ['1.23', '1.24']
    steps:
      - uses: actions/checkout@v4
      - uses: ./.github/actions/setup
        with:
          go-version: ${{ matrix.go }}
      - run: go test ./...
X
cat >.github/actions/setup/action.yml <<'X'
name: set up
inputs:
  go-version: {required: true}
runs:
  using: composite
  steps:
    - uses: actions/setup-go@v5
      with:
        go-version: ${{ inputs.go-version }}
X
export GOPROXY=off
ORACLE=1.23
oracle() {
	fails "downloading go1.24.0" env GOTOOLCHAIN=auto GOMODCACHE="$T/mod" "$GO" list .
}
