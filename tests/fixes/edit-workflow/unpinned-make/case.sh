# go by way of make alone: the step stands behind the checkout of that job.
# A long case: ./dev long.
CHECK=ci-go-unpinned
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo fine
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4 # ours
      - run: make test
X
cat >Makefile <<'X'
test:
	go test ./...
X
