# A Makefile that a job calls, with the program run behind it.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'Y'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.22'}
      - run: make lint
Y
cat >Makefile <<'Y'
GO ?= go
tools:
	$(GO) get -u example.com/tools/check
lint: tools
	check ./...
Y
oracle() {
	cd "$T" || return
	! since 1.22 || fails "no longer supported outside a module" env GOFLAGS= "$GO" get example.com/tools/check
}
