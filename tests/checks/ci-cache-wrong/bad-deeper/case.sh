# The only module lies in a folder: setup-go looks in the root.
file api/go.mod "module example.com/m" "" "go 1.20" "" "require example.com/dep1 v1.0.0"
file api/m.go "package m"
file api/go.sum "example.com/dep1 v1.0.0 h1:x" "example.com/dep1 v1.0.0/go.mod h1:x"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: go build ./...
        working-directory: api
X
