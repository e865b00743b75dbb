# A step behind the checkout, with the setup-go that the other job uses.
CHECK=ci-go-unpinned
file m/go.mod "module example.com/m" "" "go 1.20"
file m/m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/checkout@v4   # ours
      with:
        fetch-depth: 0

    # build
    - run: go build ./...
      working-directory: m
  two:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/checkout@v4
    - uses: actions/setup-go@v5
      with: {go-version-file: m/go.mod}
    - run: go test ./...
      working-directory: m
X
