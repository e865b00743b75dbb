# Elsewhere; GOPATH below the project; and a project without modules, which has
# to lie there.
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "func main() {}"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  mount:
    runs-on: ubuntu-latest
    steps:
      - run: docker run --rm -v $PWD:/src -w /src golang:1.24-alpine go build ./...
      - run: docker run --rm -v $PWD/mod:/go -w /src golang:1.24 go test ./...
  old:
    runs-on: ubuntu-latest
    env: {GO111MODULE: "off", GOPATH: "${{ github.workspace }}"}
    steps:
      - uses: actions/checkout@v4
        with: {path: src/github.com/me/m}
      - run: go build ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  variables: {GOPATH: $CI_PROJECT_DIR/.go}
  script: [go build ./...]
X
