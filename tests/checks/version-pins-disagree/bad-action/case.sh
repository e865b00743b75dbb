# What an action of the repository is given by two jobs, by its default, and by
# an action that uses it: each place once, however many jobs come to it.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
mkdir -p .github/workflows .github/actions/setup .github/actions/all
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        go: ['1.21', '1.22']
    steps:
      - uses: actions/checkout@v4
      - uses: ./.github/actions/setup
        with:
          go: ${{ matrix.go }}
      - run: go test ./...
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/setup
      - run: go vet ./...
  more:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/all
      - run: go vet ./...
X
cat >.github/workflows/nightly.yml <<'X'
on: {schedule: [{cron: '0 0 * * *'}]}
jobs:
  again:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/setup
      - run: go test ./...
X
cat >.github/actions/setup/action.yml <<'X'
name: set up
inputs:
  go:
    default: '1.21'
runs:
  using: composite
  steps:
    - uses: actions/setup-go@v5
      with:
        go-version: ${{ inputs.go }}
X
cat >.github/actions/all/action.yml <<'X'
name: all
inputs:
  go: {description: none as a rule}
runs:
  using: composite
  steps:
    - uses: ./.github/actions/setup
      with: {go: 1.23.1}
    - uses: actions/setup-go@v5
      if: inputs.go != ''
      with: {go-version: '1.19'}
X
ORACLE="1.21 1.23"
oracle() {
	fails "requires go >= 1.24" "$GO" list -m
}
