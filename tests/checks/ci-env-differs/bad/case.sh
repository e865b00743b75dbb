# Modules switched off, another go.mod, no C; in GitHub and GitLab.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
env: {GOFLAGS: -mod=mod -v}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: go build ./...
        env: {GO111MODULE: off}
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  variables: {GOFLAGS: -trimpath, GO111MODULE: "off"}
  script: [go build ./...]
X
oracle() {
	prints "go.mod" "$GO" env GOMOD
	[ "$(GO111MODULE=off "$GO" env GOMOD)" = "" ] || : >"$T/disagrees"
}
