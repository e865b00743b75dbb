# The older major becomes the newer one.
# A long case: ./dev long.
CHECK=ci-setup-go-major
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
jobs:
  six:
    steps:
      - uses: actions/setup-go@v6
  four:
    steps:
      - name: Go
        uses: "actions/setup-go@v4"  # old
        with: {go-version: '1.24'}
X
