# A job that may switch to a program on PATH only, and asks for one.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24.0" "" "toolchain go1.24.4"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  one:" \
	"    runs-on: ubuntu-24.04" "    env:" "      GOTOOLCHAIN: path" \
	"    steps:" "      - uses: actions/checkout@v4" \
	"      - uses: actions/setup-go@v5" "        with:" \
	"          go-version: 1.24.0" "      - run: go test ./..."
ORACLE=1.23
oracle() {
	fails 'cannot find "go1.24.4" in PATH' env GOTOOLCHAIN=path "$GO" list .
}
