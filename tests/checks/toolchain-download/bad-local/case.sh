# setup-go v6 exports GOTOOLCHAIN=local: the old one of a matrix stops, though
# another is new enough, and so does a job with one version alone.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  one:" \
	"    runs-on: ubuntu-24.04" "    strategy:" "      matrix:" \
	"        go: ['1.23', '1.24']" "    steps:" \
	"      - uses: actions/checkout@v4" "      - uses: actions/setup-go@v6" \
	"        with:" '          go-version: ${{ matrix.go }}' \
	"      - run: go test ./..." "  two:" "    runs-on: ubuntu-24.04" \
	"    steps:" "      - uses: actions/checkout@v4" \
	"      - uses: actions/setup-go@v6" "        with:" \
	"          go-version: '1.22'" "      - run: go vet ./..."
ORACLE="1.22 1.23"
oracle() {
	fails "requires go >= 1.24" env GOTOOLCHAIN=local "$GO" list .
}
