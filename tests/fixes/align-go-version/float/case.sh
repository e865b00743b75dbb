# A matrix with a number: what stops leaves, the newest entry is raised; a number
# that is new enough is quoted as it stands, operators and ".x" stay.
# A long case: ./dev long.
CHECK=ci-go-version-float
file go.mod "module example.com/m" "" "go 1.22"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'Y'
on: push
jobs:
  matrix:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        go: [1.20,   '1.21']   # two
    steps:
      - uses: actions/setup-go@v6
        with: {go-version: "${{ matrix.go }}"}
      - run: go build ./...
  number:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v6
        with:
          go-version: 1.30
      - run: go build ./...
  tilde:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v6
        with:
          go-version: "~1.20.3"
      - run: go build ./...
  any:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v6
        with:
          go-version: 1.21.X # any
      - run: go build ./...
Y
