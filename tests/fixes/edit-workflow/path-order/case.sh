# The folder comes first.
# A long case: ./dev long.
CHECK=ci-path-order
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  unpack:
    runs-on: ubuntu-latest
    steps:
      - run: |
          curl -L https://go.dev/dl/go1.24.4.linux-amd64.tar.gz | tar -C /usr/local -xz
          export PATH=$PATH:/usr/local/go/bin GO=1
          go build ./...
X
