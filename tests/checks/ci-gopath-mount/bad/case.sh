# The sources as GOPATH, by a mount and by a variable.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "func main() {}"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  mount:
    runs-on: ubuntu-latest
    steps:
      - run: docker run --rm -v $PWD:/go -w /go golang:1.21 go build -buildvcs=false ./...
  variable:
    runs-on: ubuntu-latest
    env:
      GOPATH: ${{ github.workspace }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with: {go-version: '1.21'}
      - run: go build ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  variables: {GOPATH: $CI_PROJECT_DIR}
  script: [go build ./...]
X
oracle() {
	if since 1.22; then
		passes env GOPATH="$PWD" GOMODCACHE="$T/mod" "$GO" build ./...
	else
		fails "go.mod exists but should not" env GOPATH="$PWD" GOMODCACHE="$T/mod" "$GO" build ./...
	fi
}
