# By an action of the repository: the matrix of the job and the default of the
# input have the versions, each is changed where it stands, and once.
# A long case: ./dev long.
CHECK=version-pins-disagree
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
mkdir -p .github/workflows .github/actions/setup
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        go: ['1.21', '1.22']   # the last is what we ship
    steps:
      - uses: ./.github/actions/setup
        with: {go: "${{ matrix.go }}"}
      - run: go test ./...
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/setup
      - run: go vet ./...
  more:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/setup
      - run: go vet ./...
X
cat >.github/actions/setup/action.yml <<'X'
inputs:
  go:
    default: 1.20.x  # for all
runs:
  using: composite
  steps:
    - uses: actions/setup-go@v5
      with:
        go-version: ${{ inputs.go }}
X
