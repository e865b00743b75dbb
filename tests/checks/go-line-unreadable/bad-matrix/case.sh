# The old one of a matrix cannot even read go.mod, whatever the others do.
file go.mod "module example.com/m" "" "go 1.24.0"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  one:" \
	"    runs-on: ubuntu-24.04" "    strategy:" "      matrix:" \
	"        go: ['1.20', '1.23', '1.24']" "    steps:" \
	"      - uses: actions/checkout@v4" "      - uses: actions/setup-go@v5" \
	"        with:" '          go-version: ${{ matrix.go }}' \
	"      - run: go test ./..."
ORACLE=1.20
oracle() {
	fails "invalid go version '1.24.0'" "$GO" test ./...
}
