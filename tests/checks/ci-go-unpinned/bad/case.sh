# The runner's own Go, by a job without any setup and by setup-go without a
# version.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" \
	"    runs-on: ubuntu-latest" "    steps:" \
	"      - uses: actions/checkout@v4" "      - run: |" \
	"          go vet ./..." "  bare:" "    steps:" \
	"      - uses: actions/setup-go@v5" "      - run: go test ./..."
