# In a matrix, and in env: where the value stands is where it is mended.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "env:" "  GO: 1.30" "jobs:" \
	"  test:" "    strategy:" "      matrix:" \
	"        go: [1.19, 1.20, 1.21]" "    steps:" \
	"      - uses: actions/setup-go@v5" \
	"        with: {go-version: \"\${{ matrix.go }}\"}" "  lint:" \
	"    steps:" "      - uses: actions/setup-go@v5" \
	"        with: {go-version: \"\${{ env.GO }}\"}"
