# A folder for programs of one's own, one that was filled, and GOBIN.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  unknown:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: export PATH=$HOME/tools:$PATH
      - run: go vet ./... && mytool x
  filled:
    runs-on: ubuntu-latest
    steps:
      - run: |
          curl -sSfL https://example.com/x | tar -xz -C "$HOME/x" lint
          export PATH="$HOME/x:$PATH"
          lint --version
      - run: lint ./...
  gobin:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v6
        with: {go-version: '1.24'}
      - run: |
          export GOBIN=$HOME/bin
          export PATH=$PATH:$GOBIN
          go install example.com/tool@latest
      - run: tool --version
X
oracle() {
	sh -c 'export PATH=/nowhere:$PATH'
	case $(sh -c 'echo "$PATH"') in
	/nowhere:*) : >"$T/disagrees" ;;
	esac
}
