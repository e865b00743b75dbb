# Nor do they know the toolchain line: here it is setup-go's.
file go.mod "module example.com/m" "" "go 1.20" "" "toolchain go1.22.1"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" "    steps:" \
	"      - uses: actions/setup-go@v5" "        with: {go-version: '1.19'}" \
	"      - run: go vet ./..."
ORACLE="1.19 1.20"
oracle() {
	fails "go.mod:5: unknown directive: toolchain" "$GO" vet ./...
}
