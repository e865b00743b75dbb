# What stands before setup-go runs with the Go of the image.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" \
	"    runs-on: ubuntu-24.04" "    container: golang:1.23-bookworm" \
	"    steps:" "      - uses: actions/checkout@v4" \
	"      - run: go mod download" "      - uses: actions/setup-go@v5" \
	"        with: {go-version-file: go.mod}" "      - run: go test ./..."
ORACLE=1.23
oracle() {
	fails "requires go >= 1.24" "$GO" mod download
}
