# Of a matrix that is too old as a whole the newest entry is raised.
# A long case: ./dev long.
CHECK=version-pins-disagree
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" \
	"    strategy: {matrix: {go: ['1.21', '1.22']}}" "    steps:" \
	"      - uses: actions/setup-go@v5" \
	"        with: {go-version: \"\${{ matrix.go }}\"}" \
	"      - run: go test ./..."
