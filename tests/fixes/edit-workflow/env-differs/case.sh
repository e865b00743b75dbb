# Modules are on.
CHECK=ci-env-differs
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  test:
    runs-on: ubuntu-latest
    env: {GO111MODULE: 'off', X: 1}
    steps:
      - run: go build ./...
X
