# The image of a container names an older Go, and setup-go's is what runs.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" \
	"    runs-on: ubuntu-24.04" "    container: golang:1.23-bookworm" \
	"    steps:" "      - uses: actions/checkout@v4" \
	"      - uses: actions/setup-go@v5" \
	"        with: {go-version: '1.24'}" "      - run: go test ./..."
ORACLE=1.24
oracle() {
	passes "$GO" list .
}
