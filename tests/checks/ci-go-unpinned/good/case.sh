# Said by setup-go, a file, an image, another action, a script; or no go at all.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  said:" "    steps:" \
	"      - uses: actions/setup-go@v5" "        with: {go-version: '1.24'}" \
	"      - run: go test ./..." "  file:" "    steps:" \
	"      - uses: actions/setup-go@v5" \
	"        with: {go-version-file: go.mod}" \
	"      - run: go test ./..." "  image:" "    container: golang:1.24" \
	"    steps:" "      - run: go test ./..." "  mine:" "    steps:" \
	"      - uses: ./.github/actions/setup" \
	"      - run: go test ./..." "  script:" "    steps:" \
	"      - run: curl -L https://go.dev/dl/go1.24.4.linux-amd64.tar.gz | tar xz" \
	"      - run: go test ./..." "  none:" "    steps:" \
	"      - run: echo go test" "  env:" "    steps:" \
	"      - run: ./bin/tools env -r >>\$GITHUB_ENV" \
	"      - run: go test ./..." "  version:" "    steps:" \
	"      - run: go version"
