# The folder has another name, in both options.
# A long case: ./dev long.
CHECK=ci-gopath-mount
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "func main() {}"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  mount:
    runs-on: ubuntu-latest
    steps:
      - run: docker run -v "$PWD":/go -w /go golang:1.24-alpine go build ./...
X
