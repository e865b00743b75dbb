# Quoted, no number, or one that comes through as it is.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" "    strategy:" \
	"      matrix: {go: ['1.20', \"1.30\", 1.21, 1.20.x, ^1.20, stable]}" \
	"    steps:" "      - uses: actions/setup-go@v5" \
	"        with: {go-version: \"\${{ matrix.go }}\", cache: 1.20}" \
	"      - uses: other/thing@v1" "        with: {go-version: 1.20}"
