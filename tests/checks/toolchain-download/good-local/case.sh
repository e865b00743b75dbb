# The toolchain line is a wish: with local go passes it by, also that of the
# image and of setup-go v6.
# A long case: ./dev long.
use_go 1.24
file go.mod "module example.com/m" "" "go 1.24" "" "toolchain go1.99.1"
file m.go "package m"
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY . ." "RUN go build ./..."
file .github/workflows/ci.yml "on: push" "jobs:" "  one:" \
	"    runs-on: ubuntu-24.04" "    steps:" "      - uses: actions/checkout@v4" \
	"      - uses: actions/setup-go@v6" "        with:" \
	"          go-version: '1.24'" "      - run: go test ./..."
ORACLE=1.24
oracle() {
	passes "$GO" list .
}
