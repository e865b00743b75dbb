# As new as asked for, newer, newest, unknown; a matrix that includes it; a
# file that follows go.mod; a fixture's.
file go.mod "module example.com/m" "" "go 1.22" "" "toolchain go1.24.1"
file m.go "package m"
file .go-version "1.23.4"
file .tool-versions "golang 1.23.4"
file mise.toml "[tools]" 'go = "1.23"'
file testdata/.go-version "1.18"
file .devcontainer/devcontainer.json '{"image": "mcr.microsoft.com/devcontainers/go:1.22"}'
file Dockerfile "FROM golang" "COPY . ." "RUN go build"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" \
	"    strategy: {matrix: {go: ['1.20', '1.21', '1.22', stable]}}" \
	"    steps:" "      - uses: actions/setup-go@v5" \
	"        with: {go-version: \"\${{ matrix.go }}\"}" \
	"      - run: go test ./..." "  file:" "    steps:" \
	"      - uses: actions/setup-go@v6" \
	"        with: {go-version-file: go.mod}" "  any:" "    steps:" \
	"      - uses: actions/setup-go@v5" \
	"        with: {go-version: \"\${{ inputs.go }}\"}" "  least:" \
	"    steps:" "      - uses: actions/setup-go@v5" \
	"        with: {go-version: '>=1.18'}"
oracle() {
	passes "$GO" version
}
