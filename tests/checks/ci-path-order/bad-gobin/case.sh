# $GOBIN behind the PATH: what go installed runs where no other does.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: |
          export GOBIN=$HOME/bin
          export PATH=$PATH:$GOBIN
          go install example.com/tool@latest
          tool --version
X
oracle() {
	mkdir -p "$T/a" "$T/b"
	printf '#!/bin/sh\necho old\n' >"$T/a/tool"
	printf '#!/bin/sh\necho new\n' >"$T/b/tool"
	chmod +x "$T/a/tool" "$T/b/tool"
	[ "$(PATH=$T/a:$T/b tool)" = old ] || : >"$T/disagrees"
}
