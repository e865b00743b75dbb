# By an action: a matrix that includes the least, go-version-file where no
# version is given, a version that the run alone knows, and a step that the
# input switches off.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
mkdir -p .github/workflows .github/actions/setup
cat >.github/workflows/ci.yml <<'X'
on: [push, workflow_dispatch]
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        go: ['1.21', '1.24']
    steps:
      - uses: ./.github/actions/setup
        with: {go: "${{ matrix.go }}"}
      - run: go test ./...
  file:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/setup
      - run: go vet ./...
  run:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/setup
        with: {go: "${{ github.event.inputs.go }}"}
      - run: go vet ./...
X
cat >.github/actions/setup/action.yaml <<'X'
name: set up
inputs:
  go:
    required: false
  file:
    default: go.mod
runs:
  using: composite
  steps:
    - uses: actions/setup-go@v5
      with:
        go-version: ${{ inputs.go }}
        go-version-file: ${{ inputs.file }}
    - uses: actions/setup-go@v5
      if: ${{ inputs.file == 'old' }}
      with: {go-version: '1.18'}
X
ORACLE=newest
oracle() {
	passes "$GO" list -m
}
