# asdf's file and a job of setup-go v5 name less than go.mod asks for.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .tool-versions "nodejs 20.1.0" "golang 1.23.4"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" "    steps:" \
	"      - uses: actions/setup-go@v5" "        with: {go-version: '1.22'}" \
	"      - run: go test ./..."
ORACLE="1.22 1.23"
oracle() {
	fails "requires go >= 1.24" "$GO" list -m
}
