# go.work asks for more than its module, and setup-go v6 stops there.
# A long case: ./dev long.
file go.work "go 1.24" "" "use ."
file go.mod "module example.com/m" "" "go 1.21"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" "    steps:" \
	"      - uses: actions/setup-go@v6" "        with: {go-version: 1.22.x}" \
	"      - run: go test ./..."
ORACLE="1.22"
oracle() {
	fails "go: go.work requires go >= 1.24 (running go $FULL; GOTOOLCHAIN=local)" \
		"$GO" list -m
}
