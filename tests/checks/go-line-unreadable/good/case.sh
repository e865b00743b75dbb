# Two numbers are read by every Go, and a matrix with a newer one is meant so where
# the old one may fail; the tools of a release read no go.mod.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
file sub/go.mod "module example.com/m/sub" "" "go 1.21.0"
file sub/m.go "package m"
file Dockerfile "FROM golang:1.20" "COPY . ." "RUN go build ./..."
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" \
	"    strategy: {matrix: {go: ['1.20', '1.21']}}" \
	"    continue-on-error: \${{ matrix.go == '1.20' }}" \
	"    defaults: {run: {working-directory: sub}}" "    steps:" \
	"      - uses: actions/setup-go@v5" \
	"        with: {go-version: \"\${{ matrix.go }}\"}" \
	"      - run: go vet ./..."
file tool/go.mod "module example.com/m/tool" "" "go 1.99.0"
file tool/.gitlab-ci.yml "image: golang:1.24" "build:" "  script: [make]" "check:" "  script: [make check]" \
	"publish:" "  image: golang:1.20-alpine3.17" "  script:" "    - go tool cover -V" \
	"    - go install example.com/tools/lint@latest" "    - lint"
ORACLE="oldest 1.20 1.22 newest"
oracle() {
	passes "$GO" build ./...
	cd tool || return
	passes "$GO" tool cover -V
}
