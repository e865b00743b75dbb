# What an action of the repository does is told of the action, once for two jobs,
# and mended there.
CHECK=ci-build-flags
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows .github/actions/build
cat >.github/workflows/ci.yml <<'X'
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/build
  two:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/build/
X
cat >.github/actions/build/action.yml <<'X'
name: build   # ours
runs:
  using: composite
  steps:
    - shell: bash
      run: |
        go build -i ./...
X
