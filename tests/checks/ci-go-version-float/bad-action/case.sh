# In an action of the repository, which two jobs use: one line, one finding.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows .github/actions/s
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" \
	"    runs-on: ubuntu-24.04" "    steps:" \
	"      - uses: actions/checkout@v4" "      - uses: ./.github/actions/s" \
	"      - run: go test ./..." "  vet:" "    runs-on: ubuntu-24.04" \
	"    steps:" "      - uses: actions/checkout@v4" \
	"      - uses: ./.github/actions/s" "      - run: go vet ./..."
file .github/actions/s/action.yml "runs:" "  using: composite" "  steps:" \
	"    - uses: actions/setup-go@v6" "      with:" "        go-version: 1.20"
