# YAML reads a plain 1.20 as the number 1.2.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" "    steps:" \
	"      - uses: actions/setup-go@v5" "        with:" \
	"          go-version: 1.20 # the newest" "      - run: go test ./..."
