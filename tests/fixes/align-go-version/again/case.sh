# include names the old one as well: what is to become of that is not for a fix
# to say, and it is refused before anything is changed.
CHECK=toolchain-download
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'Y'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        go: ['1.23', '1.24']
        include:
          - {go: '1.23', race: -race}
    steps:
      - uses: actions/setup-go@v6
        with: {go-version: "${{ matrix.go }}"}
      - run: go test ${{ matrix.race }} ./...
Y
