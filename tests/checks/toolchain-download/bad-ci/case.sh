# setup-go installs what the go line asks for; the toolchain line is newer, and
# so is the go line for the old one of a matrix. What is told by another check,
# or goes by a table alone, is not told here.
file go.mod "module example.com/m" "" "go 1.24.0" "" "toolchain go1.24.4"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  one:" \
	"    runs-on: ubuntu-24.04" "    steps:" "      - uses: actions/checkout@v4" \
	"      - uses: actions/setup-go@v5" "        with:" \
	"          go-version: 1.24.0" "      - run: go test ./..." \
	"  two:" "    runs-on: ubuntu-24.04" "    strategy:" "      matrix:" \
	"        go: ['1.23', '1.24']" "    steps:" \
	"      - uses: actions/checkout@v4" "      - uses: actions/setup-go@v5" \
	"        with:" '          go-version: ${{ matrix.go }}' \
	"      - run: go test ./..."
export GOPROXY=off
ORACLE=1.23
oracle() {
	fails "downloading go1.24.4" env GOTOOLCHAIN=auto GOMODCACHE="$T/mod" "$GO" list .
}
