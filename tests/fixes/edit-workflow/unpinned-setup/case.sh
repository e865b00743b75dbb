# A setup-go that is there, and too old for go-version-file.
# A long case: ./dev long.
CHECK=ci-go-unpinned
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Go
        uses: actions/setup-go@v2   # old
      - run: go build ./...
X
