# off: go.mod is not read, so what it requires is looked for in GOPATH.
# A long case: ./dev long.
export GO111MODULE=off
mkmod example.com/dep v1.0.0
cached example.com/dep v1.0.0
file go.mod "module example.com/m" "" "go 1.18" "" \
	"require example.com/dep v1.0.0"
sums example.com/dep v1.0.0 >go.sum
file m.go "package m" "" 'import _ "example.com/dep"'
ORACLE=all
oracle() {
	fails "example.com/dep" "$GO" build .
	fails "go: modules disabled by GO111MODULE=off; see 'go help modules'" \
		"$GO" mod tidy
	passes env GO111MODULE= "$GO" build .
}
