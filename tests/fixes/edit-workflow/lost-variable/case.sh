# The export becomes a line of $GITHUB_ENV; a block with comments.
# A long case: ./dev long.
CHECK=ci-path-lost
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - name: set up
        run: |
          # flags for all
          export GOFLAGS="-mod=mod -v"   # here

          echo done
      - run: go build ./...
X
