# Programs that may well come from elsewhere, by their folder, or are there.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  packaged:
    runs-on: ubuntu-latest
    steps:
      - run: sudo apt-get install -y mytools
      - run: export PATH=$HOME/tools:$PATH
      - run: mytool x
  action:
    runs-on: ubuntu-latest
    steps:
      - uses: example/setup-mytool@v1
      - run: export PATH=$HOME/tools:$PATH
      - run: mytool x
  here:
    runs-on: ubuntu-latest
    steps:
      - run: |
          export PATH=$HOME/tools:$PATH
          mytool x
      - run: |
          make test
          $HOME/tools/mytool y
          jq . x.json
  function:
    runs-on: ubuntu-latest
    steps:
      - run: export PATH=$HOME/tools:$PATH
      - run: |
          mytool() { echo "$1"; }
          mytool x
  own:
    runs-on: self-hosted
    steps:
      - run: export PATH=$HOME/tools:$PATH
      - run: mytool x
  gopath:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v6
        with: {go-version: '1.24'}
      - run: |
          export GOBIN=$HOME/go/bin
          export PATH=$GOBIN:$PATH
          go install example.com/tool@latest
      - run: tool --version
X
