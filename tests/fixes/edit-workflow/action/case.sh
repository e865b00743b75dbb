# The number stands in an action of the repository, for two jobs: quoted once.
# Go 1.20 is too old for the module all the same, and that is said.
# A long case: ./dev long.
CHECK=ci-go-version-float
file go.mod "module example.com/m" "" "go 1.22"
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
