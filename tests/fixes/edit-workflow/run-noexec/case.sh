# One option more, in a word with others.
CHECK=ci-run-mounts
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "func main() {}"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: |
          docker run --rm \
            --tmpfs /tmp:size=1g \
            golang:1.24-alpine go test ./...
X
