# Nothing is required: there is no go.sum, and nothing that a cache would save.
file go.mod "module example.com/m" "" "go 1.20"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v3
        with: {go-version: '1.24'}
      - uses: actions/cache@v4
        with:
          path: ~/go/pkg/mod
          key: x-${{ hashFiles('**/go.sum') }}
      - run: go build ./...
X
