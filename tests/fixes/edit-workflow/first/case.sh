# Only the quotes are added; real go is asked for what the job meant.
CHECK=ci-go-version-float
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
file .github/workflows/ci.yml "on: push   # all" "jobs:" "  test:" "    steps:" \
	"      - uses: actions/setup-go@v5" "        with:" \
	"          go-version: 1.20   # the newest" \
	"      - run: go test ./..."
