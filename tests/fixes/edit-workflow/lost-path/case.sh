# A folder goes to $GITHUB_PATH; the script stands in quotes on one line.
# A long case: ./dev long.
CHECK=ci-path-lost
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
    - run: "export PATH=$PATH:/usr/local/go/bin"
    - run: go build ./...
X
