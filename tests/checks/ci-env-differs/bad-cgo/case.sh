# A package with a variant with C and one without: the job tests the other one.
file go.mod "module example.com/m" "" "go 1.20"
file a.go "package m" "" "const One = 1"
mkdir -p .github/workflows c
file c/c.go "package c" "" "// int one(void) { return 1; }" 'import "C"' "" \
	"func One() int { return int(C.one()) }"
file c/none.go "//go:build !cgo" "" "package c" "" "func One() int { return 2 }"
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    env: {CGO_ENABLED: 0}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: go test ./...
X
export CGO_ENABLED=1
oracle() {
	prints "none.go" env CGO_ENABLED=0 "$GO" list -f '{{.GoFiles}}' ./c
	prints "c.go" env CGO_ENABLED=1 "$GO" list -f '{{.CgoFiles}}' ./c
}
