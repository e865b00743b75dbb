# It may switch, and has what it needs on PATH: the newest is new enough.
export GOTOOLCHAIN=auto
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  one:" \
	"    runs-on: ubuntu-24.04" "    steps:" "      - uses: actions/checkout@v4" \
	"      - uses: actions/setup-go@v5" "        with:" \
	"          go-version: '1.24'" "      - run: go test ./..."
oracle() {
	passes "$GO" list .
}
