# Every kind of place in one plan; newer ones and comments stay.
CHECK=version-pins-disagree
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .tool-versions "nodejs 20.1.0" "golang  1.23.4 # ours"
file sub/.go-version "1.25.0"
file mise.toml "[tools]" "go = '1.22' # mise"
file Dockerfile "ARG GO=1.22 # not this: 1.22" \
	"FROM golang:\${GO}-alpine AS build" "COPY . ." "RUN make"
file .github/workflows/ci.yml "on: push" "env: {GO: \"1.22\"}" "jobs:" \
	"  test:" "    steps:" "      - uses: actions/setup-go@v5" \
	"        with: {go-version: \"\${{ env.GO }}\"} # 1.22" \
	"      - run: go test ./..." "  new:" "    steps:" \
	"      - uses: actions/setup-go@v5" \
	"        with: {go-version: 1.23.x}" "      - run: go test ./..."
file .gitlab-ci.yml "variables:" "  V: '1.21'" "test:" \
	"  image: golang:\$V-bookworm" "  script: make"
ORACLE="1.24"
after() {
	passes "$GO" list -m
}
