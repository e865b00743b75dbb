# A newer one by choice: what is as new as the go line is raised, too; a plain
# 1.30 would be a number to YAML.
CHECK=version-pins-disagree
SET=version=1.30
file go.mod "module example.com/m" "" "go 1.22"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" "    steps:" \
	"      - uses: actions/setup-go@v5" "        with:" \
	"          go-version: 1.21" "      - run: go test ./..."
file .go-version "1.22"
