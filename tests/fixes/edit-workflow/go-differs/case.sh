# The image gets the release that setup-go is told, with its variant.
# A long case: ./dev long.
CHECK=ci-go-differs
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  step:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - uses: 'docker://golang:1.22-alpine' # tests
X
