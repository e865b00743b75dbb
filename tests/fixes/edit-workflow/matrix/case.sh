# A list in one line: the number alone, and line ends of CR LF stay.
# A long case: ./dev long.
CHECK=ci-go-version-float
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
printf 'jobs:\r\n  test:\r\n    strategy: {matrix: {go: [1.19, 1.20,1.21]}}\r\n    steps:\r\n      - uses: actions/setup-go@v5\r\n        with: {go-version: "${{ matrix.go }}"}\r\n' \
	>.github/workflows/ci.yml
after() {
	[ "$(grep -c "$(printf '\r')$" .github/workflows/ci.yml)" = 6 ] || : >"$T/disagrees"
	grep -q "go: \[1.19, '1.20',1.21\]" .github/workflows/ci.yml || : >"$T/disagrees"
}
