# setup-go's own cache is switched off, in a mapping of several lines.
# A long case: ./dev long.
CHECK=ci-cache-wrong
module_with_dep1 1.20 v1.0.0
file go.sum "example.com/dep1 v1.0.0 h1:x" "example.com/dep1 v1.0.0/go.mod h1:x"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  twice:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/checkout@v4
    - name: Go   # ours
      uses: actions/setup-go@v5   # v5
      with:
          # newest
          go-version: '1.24'
    - uses: actions/cache@v4
      with: {path: ~/go/pkg/mod, key: "go-${{ hashFiles('**/go.sum') }}"}
    - run: go build ./...
X
