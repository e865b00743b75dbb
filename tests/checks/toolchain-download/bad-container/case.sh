# The image of the container sets GOTOOLCHAIN=local, and that stays so for the
# Go that setup-go puts before the image's own.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  one:" \
	"    runs-on: ubuntu-24.04" "    container: golang:1.24" "    steps:" \
	"      - uses: actions/checkout@v4" "      - uses: actions/setup-go@v5" \
	"        with:" "          go-version: '1.23'" "      - run: go test ./..."
ORACLE=1.23
oracle() {
	fails "requires go >= 1.24" env GOTOOLCHAIN=local "$GO" list .
}
