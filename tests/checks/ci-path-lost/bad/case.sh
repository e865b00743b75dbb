# An export alone in its step: a variable of Go's, and a folder with a program.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v1
        with: {go-version: '1.24'}
      - run: |
          echo setting up
          export GOFLAGS=-mod=vendor
      - run: |
          go install example.com/tools/lint@latest
          export PATH="$PATH:$(go env GOPATH)/bin"
      - run: go build ./...
      - run: lint ./...
X
oracle() {
	sh -c 'export GOFLAGS=-mod=mod'
	[ "$(sh -c '"$0" env GOFLAGS' "$GO")" = "" ] || : >"$T/disagrees"
}
