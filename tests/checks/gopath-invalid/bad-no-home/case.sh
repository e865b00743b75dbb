# Without HOME there is no place for modules; a build without any goes on.
mkmod example.com/dep v1.0.0
unset HOME
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	passes "$GO" build .
	fails "module cache not found: neither GOMODCACHE nor GOPATH is set" \
		"$GO" mod download example.com/dep@v1.0.0
}
