# One major, or several that do the same; a toolchain line that v6 reads; GitLab.
file go.mod "module example.com/m" "" "go 1.21" "" "toolchain go1.24.4"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  six:
    steps:
      - uses: actions/setup-go@v6
        with: {go-version-file: go.mod}
      - run: go build ./...
        env: {GOTOOLCHAIN: auto}
  seven:
    steps:
      - uses: actions/setup-go@0123456789012345678901234567890123456789 # v7.0.1
        with: {go-version: '1.24'}
      - run: go build ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  script: [go build ./...]
X
