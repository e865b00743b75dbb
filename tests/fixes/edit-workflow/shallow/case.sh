# All of the history, where checkout had no inputs.
# A long case: ./dev long.
CHECK=ci-shallow
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4   # the sources

      - run: git describe --tags
X
