# setup-go puts a Go of its own first on PATH in the container, too: the one of
# the image is not what builds. The file pin is resolved by setup-go.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" \
	"    runs-on: ubuntu-24.04" "    container: golang:1.23-bookworm" \
	"    steps:" "      - uses: actions/checkout@v4" \
	"      - uses: actions/setup-go@v5" \
	"        with: {go-version-file: go.mod}" "      - run: go test ./..."
ORACLE=1.24
oracle() {
	passes "$GO" list .
}
