# The job's own env forbids the download that the toolchain line asks for; in
# GitLab by a variable. A job that sets neither fetches it.
file go.mod "module example.com/m" "" "go 1.24.0" "" "toolchain go1.24.4"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  off:
    runs-on: ubuntu-24.04
    env:
      GOPROXY: off
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: 1.24.0}
      - run: go test ./...
  sums:
    runs-on: ubuntu-24.04
    env: {GOSUMDB: off}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: 1.24.1}
      - run: go test ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24.2
  variables: {GOPROXY: "off", GOTOOLCHAIN: auto}
  script: [go test ./...]
X
ORACLE=1.23
oracle() {
	fails "toolchain not available" env GOTOOLCHAIN=auto GOPROXY=off GOMODCACHE="$T/mod" "$GO" list .
}
