# What may fail is tried on purpose; and where a step says GOTOOLCHAIN itself,
# or a script writes it, what setup-go exported does not count.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
cat_yml() {
	cat <<'Y'
on: push
jobs:
  may:
    runs-on: ubuntu-24.04
    continue-on-error: ${{ matrix.go == '1.22' }}
    strategy: {matrix: {go: ['1.22', '1.24']}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v6
        with: {go-version: "${{ matrix.go }}"}
      - run: go test ./...
  step:
    runs-on: ubuntu-24.04
    strategy: {matrix: {go: ['1.23', '1.24']}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v6
        with: {go-version: "${{ matrix.go }}"}
      - run: go test ./...
        env: {GOTOOLCHAIN: auto}
  script:
    runs-on: ubuntu-24.04
    strategy: {matrix: {go: ['1.21', '1.24']}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v6
        with: {go-version: "${{ matrix.go }}"}
      - run: echo GOTOOLCHAIN=auto >>"$GITHUB_ENV"
      - run: go test ./...
  skipped:
    runs-on: ubuntu-24.04
    strategy: {matrix: {go: ['1.20', '1.24']}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v6
        with: {go-version: "${{ matrix.go }}"}
      - if: matrix.go != '1.20'
        run: go test ./...
Y
}
mkdir -p .github/workflows
cat_yml >.github/workflows/ci.yml
ORACLE=1.24
oracle() {
	passes "$GO" list .
}
