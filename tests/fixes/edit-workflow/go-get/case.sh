# go install, with a version; what does not fit it goes.
# A long case: ./dev long.
CHECK=ci-go-get
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.22'}
      - run: |
          set -e
          go get -u -v \
            golang.org/x/lint/golint && golint ./...
X
