# Go 1.20 knows of no switching; its last patches compile nothing of 1.22.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.22"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  one:" \
	"    runs-on: ubuntu-24.04" "    strategy:" "      matrix:" \
	"        go: ['1.20', '1.22']" "    steps:" \
	"      - uses: actions/checkout@v4" "      - uses: actions/setup-go@v5" \
	"        with:" '          go-version: ${{ matrix.go }}' \
	"      - run: go test ./..."
ORACLE=1.20.14
oracle() {
	fails "cannot compile Go 1.22 code" "$GO" build .
}
