# "1.24" is the newest 1.24 of the day, which may well be newer than that.
file go.mod "module example.com/m" "" "go 1.24.0" "" "toolchain go1.24.99"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  one:" \
	"    runs-on: ubuntu-24.04" "    steps:" "      - uses: actions/checkout@v4" \
	"      - uses: actions/setup-go@v5" "        with:" \
	"          go-version: '1.24'" "      - run: go test ./..."
ORACLE=
