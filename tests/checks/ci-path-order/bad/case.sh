# A Go that was unpacked behind the runner's own, a program behind the package of
# that name, the whole PATH in $GITHUB_PATH, and a variable that nobody puts in.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  unpack:
    runs-on: ubuntu-latest
    steps:
      - run: |
          curl -L https://go.dev/dl/go1.24.4.linux-amd64.tar.gz | tar -C /usr/local -xz
          export PATH=$PATH:/usr/local/go/bin
          go build ./...
  tool:
    runs-on: ubuntu-latest
    steps:
      - run: sudo apt-get install -y lint
      - run: |
          go install example.com/tools/lint@latest
          PATH="$PATH:$(go env GOPATH)/bin"
          lint ./...
  file:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$PATH:$HOME/go/bin" >> "$GITHUB_PATH"
      - run: echo '$HOME/go/bin' >> $GITHUB_PATH
X
oracle() {
	mkdir -p "$T/old" "$T/new"
	printf '#!/bin/sh\necho old\n' >"$T/old/x"
	printf '#!/bin/sh\necho new\n' >"$T/new/x"
	chmod +x "$T/old/x" "$T/new/x"
	[ "$(PATH=$T/old:$T/new x)" = old ] || : >"$T/disagrees"
}
